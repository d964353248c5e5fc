// Calls of a library that runs functions for us: with a promise of its own or promisified, at once or later, by its version.
import { errorFirst, type KnownErrorFirst } from '../apis/error-first/index.ts';
import type { NativeForm } from '../core/api.ts';
import type { ReasonCode } from '../core/plan.ts';
import { spanKey, type PackageInfo, type ScannedRepo, type Span } from '../core/source.ts';
import { isAssigned, NameUses } from '../facts/name-uses.ts';
import { endsAtOnce, givesOne, isLater, isTimer, type Waiting } from '../facts/run-functions.ts';
import { arrayBefore, fitsForm, makesArray, tasksOf } from '../facts/task-functions.ts';
import type { Linked, Site } from '../resolve/linked.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** What is special about one call of such a library. */
export interface Controlled {
  /** Leaving the callback out gives a promise of the same value. */
  readonly form: 'omit' | 'promisify';
  /** It may call back before it returns. */
  readonly atOnce: boolean;
  /** What it gives for no error depends on its version. */
  readonly noError?: 'any';
  readonly refused?: { readonly code: ReasonCode };
  /** Functions written there that it runs. */
  readonly tasks: readonly Span[];
  /** They may be async functions. */
  readonly acceptsAsync: boolean;
  /** One is called when the one before has called back. */
  readonly serial: boolean;
  /** How it could be written without the library, where all tasks become async. */
  readonly native?: NativeForm;
  /** Which argument holds the tasks. */
  readonly at: number;
  /** How many values each of the tasks takes besides its callback. */
  readonly takes: readonly number[];
}

/** Before this major version of async some functions gave `undefined` for no error, others `null`: seen with 0.2.10 and 2.6.4. */
const NULL_SINCE = 2;

/** Since when it runs native async functions: its changelog. */
const ASYNC_SINCE = [2, 3] as const;

/** Tools that may compile async functions to something that the library does not take for one. */
const COMPILERS = /^(@babel\/|babel-|@swc\/|coffee|typescript$|ts-node$|regenerator|traceur$|buble$|esbuild|tsup$)/;

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
    const tasks = call ? tasksOf(call, runs) : { fns: [], whole: false };
    const isNative = call !== undefined && entry.native !== undefined && fitsForm(call, entry.native, tasks, names, (node) => this.isArray(site.file, node));
    return {
      tasks: tasks.fns.map(({ start, end }) => ({ start, end })), takes: tasks.fns.map(({ params }) => (params as Node[]).length - 1), serial: runs.serial === true, at: runs.at,
      acceptsAsync: entry.takesAsync === true && this.takesAsync(site, module), ...(isNative ? { native: entry.native } : {}),
      form: promisesSince !== undefined && version !== undefined && version >= promisesSince && isOne ? 'omit' : 'promisify',
      atOnce: call === undefined || !isLater(call, runs, names, waitingOf),
      ...(entry.noError === 'any' || version === undefined || version < NULL_SINCE ? { noError: 'any' } : {}),
      ...(isOld ? { refused: { code: 'callback-not-error-first' } } : call && endsAtOnce(call, runs, runs.early === true, names, waitingOf) ? { refused: { code: 'callback-at-once' } } : {}),
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
    if (!entry || entry.form === 'resolve' || entry.stays !== undefined || (node['arguments'] as Node[]).length <= entry.takes) return undefined;
    const waitingOf = (inner: Node): Waiting | undefined => this.waiting(file, inner);
    const one = !entry.fields && !entry.existence && (entry.several !== true || givesOne(node, entry.runs!, names, waitingOf));
    return { later: !entry.runs || isLater(node, entry.runs, names, waitingOf), one };
  }

  /** An array for sure: made there, or what a folder holds. */
  private isArray(file: number, node: Node): boolean {
    if (makesArray(node)) return true;
    const made = arrayBefore(node);
    if (made) return this.isArray(file, made);
    const { names, sites } = this.reading(file);
    const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
    if (!binding || binding.kinds.size !== 1 || binding.uses.some(isAssigned)) return false;
    return binding.uses.some((use) => {
      const parent = use['parent'] as Node;
      if (parent.type === 'VariableDeclarator') return parent['id'] === use && parent['init'] !== null && this.isArray(file, unwrap(parent['init'] as Node)) && parent['parent'].parent.type !== 'ForOfStatement';
      const call = isFunction(parent) && (parent['params'] as Node[])[1] === use ? (parent['parent'] as Node) : undefined;
      const site = call?.type === 'CallExpression' && (call['arguments'] as Node[]).at(-1) === parent ? sites.get(spanKey(call)) : undefined;
      return site !== undefined && !site.unknown && site.targets.size === 0 && [...site.externals].join() === 'fs.readdir' && !this.linked.patched.has('fs.readdir');
    });
  }

  /** Its version takes async functions, and those that are written there arrive as such. */
  private takesAsync(site: Site, module: string): boolean {
    const [major, minor] = ASYNC_SINCE;
    const [, had, point] = /^[\^~=v]*(\d+)(?:\.(\d+))?/.exec(this.versionOf(site, module) ?? '') ?? [];
    if (had === undefined || Number(had) < major || (Number(had) === major && Number(point ?? 0) < minor)) return false;
    return !/\.[mc]?tsx?$/.test(this.linked.files[site.file]!.file) && !this.around(site).some(({ dependencies }) => Object.keys(dependencies).some((name) => COMPILERS.test(name)));
  }

  private around({ file }: Site): PackageInfo[] {
    const id = this.linked.files[file]!.file;
    return this.repo.packages.filter(({ dir }) => dir === '' || id.startsWith(`${dir}/`)).sort((a, b) => b.dir.length - a.dir.length);
  }

  /** What the package of a file has installed, or asks for. */
  private versionOf(site: Site, module: string): string | undefined {
    const name = module.split('/')[0]!;
    return this.around(site).map((pkg) => pkg.installed[name] ?? pkg.dependencies[name]).find((each) => each !== undefined);
  }

  private majorOf(site: Site, module: string): number | undefined {
    // `>=2` may be any later one
    const [, major] = /^[\^~=v]*(\d+)/.exec(this.versionOf(site, module) ?? '') ?? [];
    return major === undefined ? undefined : Number(major);
  }
}
