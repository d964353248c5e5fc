// Calls of a library that runs functions for us: with a promise of its own or promisified, at once or later, by its version.
import { errorFirst, type KnownErrorFirst } from '../apis/error-first/index.ts';
import type { ReasonCode } from '../core/plan.ts';
import { spanKey, type ScannedRepo } from '../core/source.ts';
import { NameUses } from '../facts/name-uses.ts';
import { givesOne, isLater, isTimer, type Waiting } from '../facts/run-functions.ts';
import type { Linked, Site } from '../resolve/linker.ts';
import { walk, type Node } from '../syntax/node.ts';

/** What is special about one call of such a library. */
export interface Controlled {
  /** Leaving the callback out gives a promise of the same value. */
  readonly form: 'omit' | 'promisify';
  /** It may call back before it returns. */
  readonly atOnce: boolean;
  /** What it gives for no error depends on its version. */
  readonly noError?: 'any';
  readonly refused?: { readonly code: ReasonCode };
}

/** Before this major version of async some functions gave `undefined` for no error, others `null`: seen with 0.2.10 and 2.6.4. */
const NULL_SINCE = 2;

export class ControlFlowCalls {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly astOf: (file: number) => Node;
  private readonly read = new Map<number, { readonly names: NameUses; readonly calls: ReadonlyMap<string, Node>; readonly sites: ReadonlyMap<string, Site> }>();

  constructor(linked: Linked, repo: ScannedRepo, astOf: (file: number) => Node) {
    this.linked = linked;
    this.repo = repo;
    this.astOf = astOf;
  }

  /** Undefined for a function that runs no others. */
  of(site: Site, { module, entry, promisesSince }: KnownErrorFirst): Controlled | undefined {
    const { runs } = entry;
    if (!runs) return undefined;
    const { names, calls } = this.reading(site.file);
    const call = calls.get(spanKey(site.fact.span));
    const version = this.majorOf(site, module);
    const waitingOf = (node: Node): Waiting | undefined => this.waiting(site.file, node);
    // several values would come as an array
    const isOne = entry.several !== true || (call !== undefined && givesOne(call, runs, names, waitingOf));
    const isOld = entry.since !== undefined && (version ?? 0) < entry.since;
    return {
      form: promisesSince !== undefined && version !== undefined && version >= promisesSince && isOne ? 'omit' : 'promisify',
      atOnce: call === undefined || !isLater(call, runs, names, waitingOf),
      ...(entry.noError === 'any' || version === undefined || version < NULL_SINCE ? { noError: 'any' } : {}),
      ...(isOld ? { refused: { code: 'callback-not-error-first' } } : {}),
    };
  }

  private reading(file: number): { readonly names: NameUses; readonly calls: ReadonlyMap<string, Node>; readonly sites: ReadonlyMap<string, Site> } {
    const known = this.read.get(file);
    if (known) return known;
    const program = this.astOf(file)['program'] as Node;
    const calls = new Map<string, Node>();
    walk(program, (node) => { if (node.type === 'CallExpression') calls.set(spanKey(node), node); });
    const made = { names: new NameUses(program), calls, sites: new Map(this.linked.sites.filter((site) => site.file === file).map((site) => [spanKey(site.fact.span), site])) };
    this.read.set(file, made);
    return made;
  }

  private waiting(file: number, node: Node): Waiting | undefined {
    const { names, sites } = this.reading(file);
    if (isTimer(node, names)) return { later: true, one: false };
    const site = sites.get(spanKey(node));
    const [path, ...others] = site ? [...site.externals] : [];
    const entry = path === undefined || others.length > 0 || site!.unknown || site!.targets.size > 0 || this.linked.patched.has(path) ? undefined : errorFirst(path)?.entry;
    if (!entry || entry.form === 'resolve' || (node['arguments'] as Node[]).length <= entry.takes) return undefined;
    const waitingOf = (inner: Node): Waiting | undefined => this.waiting(file, inner);
    const one = !entry.fields && !entry.existence && (entry.several !== true || givesOne(node, entry.runs!, names, waitingOf));
    return { later: !entry.runs || isLater(node, entry.runs, names, waitingOf), one };
  }

  /** The major version that the package of a file has installed, or asks for. */
  private majorOf({ file }: Site, module: string): number | undefined {
    const name = module.split('/')[0]!;
    const id = this.linked.files[file]!.file;
    const around = this.repo.packages.filter(({ dir }) => dir === '' || id.startsWith(`${dir}/`)).sort((a, b) => b.dir.length - a.dir.length);
    const version = around.map((pkg) => pkg.installed[name] ?? pkg.dependencies[name]).find((each) => each !== undefined);
    // `>=2` may be any later one
    const [, major] = /^[\^~=v]*(\d+)/.exec(version ?? '') ?? [];
    return major === undefined ? undefined : Number(major);
  }
}
