// Under which name an asynchronous version stands beside a function: stable, and free wherever it would be seen.
import { perCatalogue } from '../apis/index.ts';
import { isRefusal } from '../core/api.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { Fn, Linked } from '../resolve/linked.ts';
import { runtimeNames } from '../rewrite/runtime/index.ts';

/** https://tc39.es/ecma262/#prod-ReservedWord, and names that would make an object something else. */
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield then async arguments eval prototype name length caller call apply bind exports module require'.split(' '),
);

/** So many words are looked for one by one. */
const FEW = 12;

/** What migrated files import or get at their end. */
const ours = perCatalogue((modules) => new Set([...runtimeNames, ...modules.filter(({ versions }) => versions === undefined).flatMap(({ functions }) => Object.values(functions).flatMap((entry) => (isRefusal(entry) ? [] : [entry.to.slice(entry.to.lastIndexOf('.') + 1)])))]));

/** `readSync` could become `read` or `readAsync`, `read` only `readAsync`. */
function candidates(name: string): string[] {
  if (!name.endsWith('Sync') || name.length === 4) return [`${name}Async`];
  const short = name.slice(0, -4);
  const isTaken = RESERVED.has(short) || short in globalThis || short in Object.prototype;
  return isTaken ? [`${short}Async`] : [short, `${short}Async`];
}

export class TwinNames {
  private readonly repo: ScannedRepo;
  private readonly linked: Linked;
  private words: Set<string> | undefined;
  private asked = 0;
  private members: Set<string> | undefined;
  private readonly known = new Map<string, string | undefined>();

  constructor(linked: Linked, repo: ScannedRepo) {
    this.linked = linked;
    this.repo = repo;
  }

  /** The name of the version of what is called `name`; undefined when no name is free. The same name gives the same answer everywhere. */
  of(name: string): string | undefined {
    if (!this.known.has(name)) this.known.set(name, /^[\w$]+$/.test(name) ? this.find(name) : undefined);
    return this.known.get(name);
  }

  /** An async function of the same file whose name says that it is the version of `fn` already. */
  existing(fn: Fn, name: string): Fn | undefined {
    const names = new Set(candidates(name));
    return this.linked.fns.find((other) => other.file === fn.file && other.id !== fn.id && other.fact.isAsync && names.has(other.fact.name));
  }

  private find(name: string): string | undefined {
    // two names must not lead to one: `readSync` comes before `read`
    return candidates(name).find((candidate) => !ours().has(candidate) && !this.isTaken(candidate) && (candidate !== `${name}Async` || !this.isWord(`${name}Sync`)));
  }

  private isTaken(name: string): boolean {
    this.members ??= this.findMembers();
    return this.isWord(name) || this.members.has(name);
  }

  /** The word occurs in the repository, and not as a member of something. */
  private isWord(name: string): boolean {
    const { files } = this.repo;
    // a list of all words takes as long as looking for a few
    if (this.asked++ >= FEW) return (this.words ??= new Set(files.flatMap(({ text }) => text.match(/(?<![\w$.])[\w$]+/g) ?? []))).has(name);
    const word = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`);
    return files.some(({ text }) => text.includes(name) && word.test(text));
  }

  /** Members that are read off something other than foreign objects and plain values. */
  private findMembers(): Set<string> {
    const { files, solver, nodeOf } = this.linked;
    const members = new Set<string>();
    for (const [file, { constraints }] of files.entries()) {
      for (const c of constraints) {
        if (c[0] === 'store') members.add(c[2]);
        if (c[0] !== 'load' || members.has(c[2])) continue;
        const values = [...solver.values(nodeOf(file, c[1]))];
        if (values.length === 0 || values.some(({ kind }) => !/^(ext|prim|array|map|promise)$/.test(kind))) members.add(c[2]);
      }
    }
    return members;
  }
}
