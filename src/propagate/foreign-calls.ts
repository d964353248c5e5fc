// Code outside of the program that may use an API: whether it could meet a stub that moves to the API's twin.
import { isBuiltin } from 'node:module';
import { apiEntry } from '../apis/index.ts';
import type { ScannedRepo } from '../core/source.ts';
import { mentionedInCode } from '../facts/mentions.ts';
import type { Linked, Site } from '../resolve/linked.ts';

/** What is loaded with each installed package that is called; undefined where that is not known. */
export type ForeignModules = ReadonlyMap<string, readonly { readonly text: string }[] | undefined>;

/** Test libraries, which do their work around the code under test. */
const TOOLS = /^(sinon|chai|chai-\w+|sinon-chai|should|expect|vitest|jest|mocha|jasmine|ava|tap|tape|rewire|proxyquire|jsdom|[\w-]+-reporter)$/;
/** Modules whose functions are stubbed: what they call themselves is part of their catalogue. */
const STUBBED = ['fs', 'fs-extra', 'graceful-fs'];

export class ForeignCode {
  private readonly dependencies: ReadonlySet<string>;
  private readonly packages = new Map<string, string | undefined>();
  private readonly modules: ForeignModules;
  private readonly words = new Map<string, ReadonlySet<string> | undefined>();

  constructor(repo: ScannedRepo, modules: ForeignModules = new Map()) {
    this.modules = modules;
    this.dependencies = new Set(repo.packages.flatMap((pkg) => Object.keys(pkg.dependencies)).filter((name) => !isBuiltin(name) && !TOOLS.test(name) && !STUBBED.includes(name)));
  }

  /** What has to be read of which packages before stubs can be judged: nothing when there are none. */
  questions(linked: Linked): { readonly names: readonly string[]; readonly specifiers: readonly string[] } {
    const isStubbed = linked.files.some(({ stubs, mocks }) => stubs.some(({ member }) => STUBBED.some((module) => apiEntry(module, member))) || mocks.some(({ module }) => STUBBED.includes(module)));
    if (!isStubbed) return { names: [], specifiers: [] };
    const names = new Set(linked.sites.flatMap((site) => [...site.externals].flatMap((path) => this.packageOf(path) ?? [])));
    return { names: [...names].filter((name) => !isUnresolved(name)).sort(), specifiers: [...new Set(linked.files.flatMap(({ imports }) => imports))] };
  }

  /** Whether a call may lead to code outside of the program that uses `member`, or its twin `to`. */
  mayUse(site: Site, member: string, to: string): boolean {
    return [...site.externals].some((path) => {
      // a result that is handed on was made elsewhere
      if (path.startsWith('callback:') && path.endsWith(')')) return false;
      const name = this.packageOf(path);
      if (name === undefined) return false;
      const words = isUnresolved(name) ? undefined : this.wordsOf(name, [member, lastOf(to), 'promises']);
      return !words || words.has(member) || (words.has(lastOf(to)) && words.has('promises'));
    });
  }

  /** The words among `words` that the code loaded with a package mentions; undefined where it may mention anything. */
  private wordsOf(name: string, words: readonly string[]): ReadonlySet<string> | undefined {
    const key = [name, ...words].join(' ');
    if (!this.words.has(key)) {
      const modules = this.modules.get(name);
      this.words.set(key, modules && new Set(modules.flatMap(({ text }) => mentionedInCode(text, words))));
    }
    return this.words.get(key);
  }

  /** The package that a path of something foreign belongs to: `@a/b.c().d` -> `@a/b`; undefined for globals, Node's own and test libraries. */
  private packageOf(path: string): string | undefined {
    if (this.packages.has(path)) return this.packages.get(path);
    const bare = path.replace(/^callback:/, '');
    const ends = [...bare.matchAll(/[./(]|$/g)].map(({ index }) => bare.slice(0, index));
    const found = isUnresolved(bare) ? bare : ends.findLast((name) => this.dependencies.has(name));
    this.packages.set(path, found);
    return found;
  }
}

/** A file that was not found: perhaps a compiled form of the program. */
const isUnresolved = (name: string): boolean => /^[.#]/.test(name);

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
