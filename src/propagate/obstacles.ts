// What stands against making a function async, looked at alone: its kind, who calls it unseen, what it is handed to.
import type { ReasonCode } from '../core/plan.ts';
import type { FileRole } from '../core/source.ts';
import { isStreamBase, isStreamHook, FOR_EACH_ENTRY, LOOPS, testHost } from '../resolve/builtins.ts';
import { mayMean } from '../resolve/keys.ts';
import { DATA, keeperOf, NOBODY, type Holders } from '../resolve/met.ts';
import type { Fn, HostUse, Linked, Site } from '../resolve/linked.ts';
import type { Obj } from '../resolve/solver.ts';
import type { Constructors } from './constructors.ts';
import type { Handlers } from './handlers/handlers.ts';
import { sharesState, type FirstWait } from './shared-state.ts';
import { executorMayWait } from './executors.ts';
import { bodyForm, needsBody } from './waiting-bodies.ts';

export interface Obstacle {
  readonly code: ReasonCode;
  /** File index and UTF-16 offset of what stands in the way. */
  readonly file: number;
  readonly at: number;
  readonly to?: string;
}

export interface ObstacleContext {
  readonly linked: Linked;
  readonly roleOf: (file: number) => FileRole;
  /** Whether top-level statements of a file may wait; else why not. */
  readonly topLevel: (file: number) => Obstacle | undefined;
  /** Version range of a dependency of the file's package, if any. */
  readonly dependency: (file: number, name: string) => string | undefined;
  /** Call sites whose callee isn't known, by called member. */
  readonly candidates: ReadonlyMap<string, readonly Site[]>;
  /** Calls of members of foreign values and of plain data, by member. */
  readonly foreignCalls: ReadonlyMap<string, readonly Site[]>;
  /** The type checker says that this call is of something else. */
  readonly isElsewhere: (site: Site, fn: Fn) => boolean;
  /** The type checker says that the receiver of this call is an array. */
  readonly isArray: (site: Site) => boolean;
  /** Offset of the last call in a function that would be awaited. */
  readonly lastWait: (fn: number) => number;
  readonly constructors: Constructors;
  readonly handlers: Handlers;
  /** Whether a function would have to wait. */
  readonly isWanted: (fn: number) => boolean;
  /** Where a function would wait for the first time; nowhere is infinitely far. */
  readonly firstWait: (fn: number) => FirstWait;
  /** Names of properties that a file reads off a value node. */
  readonly readsOf: (file: number, node: number) => ReadonlySet<string>;
}

/** Method names so common that a call of one on an unknown receiver says nothing about which method it is. */
const COMMON = new Set<string>([
  ...[Object, Array, String, Function, Promise, RegExp, Map, Set, Number, Date].flatMap((c) => [...Object.getOwnPropertyNames(c), ...Object.getOwnPropertyNames(c.prototype)]),
  'load', 'read', 'write', 'open', 'close', 'run', 'start', 'stop', 'init', 'emit', 'on', 'once', 'off', 'send', 'end', 'next', 'get', 'set', 'add', 'remove', 'update', 'create', 'destroy',
  'parse', 'render', 'build', 'compile', 'exec', 'execute', 'call', 'process', 'handle', 'save', 'reset', 'clear', 'list', 'log', 'error', 'warn', 'info', 'debug', 'test', 'use', 'path', 'name',
  'file', 'dir', 'url', 'json', 'text', 'data', 'value', 'item', 'expand', 'exists', 'stat', 'unlink', 'mkdir', 'copy', 'move', 'equal', 'ok', 'throws', 'deepEqual', 'isFile', 'isDirectory', 'isDir', 'constructor', 'default', 'id',
]);

/** A call of a method of this name on an unknown receiver counts as a possible caller. */
const isDistinctive = (name: string): boolean => !COMMON.has(name) && name.length > 3;

/** A call by `name` on something unknown counts as a possible call of what `holders` store under that name. */
export const isCalledByName = (name: string, holders: Iterable<Obj>, met: Holders): boolean =>
  isDistinctive(name) || [...holders].some(({ id, escaped }) => met.has(id) || (escaped !== undefined && escaped.reason !== 'public-api'));

/** A test framework's version that returns of promises are ignored by. */
const IGNORES_PROMISES = ['jasmine-node', 'vows', 'nodeunit', 'expresso'];

const isThrowChain = (chain: readonly string[]): boolean => chain.some((name) => /^(throws?|Throw|toThrow\w*|throwException|throwError)$/.test(name));
export const assertsThrow = (use: HostUse, site: Site): boolean => use.host === 'throws' || (use.host === 'expect' && isThrowChain(site.fact.chain));

function hostObstacle(use: HostUse, fn: Fn, context: ObstacleContext): Obstacle | undefined {
  const { linked } = context;
  const site = linked.sites[use.site]!;
  const at = { file: site.file, at: site.fact.span.start };
  switch (use.host) {
    case 'suite': return { code: 'test-suite-body', ...at };
    case 'sort': return { code: 'comparator', ...at };
    case 'loop':
      if (site.fact.optional) return { code: 'optional-call', ...at };
      if (!LOOPS[use.name]) return { code: 'no-async-form', ...at, to: use.name };
      // arrays, and Maps and Sets, have different loops that wait
      if (use.name === FOR_EACH_ENTRY ? !isCollection(site, context, 'always') : use.name === 'forEach' && isCollection(site, context, 'sometimes')) return { code: 'unknown-receiver', ...at, to: 'forEach' };
      if (use.name !== FOR_EACH_ENTRY && !use.known && !site.hosts.some((other) => other.known && other.fn === use.fn) && !looksLikeArray(site, use.name, context) && !context.isArray(site)) return { code: 'unknown-receiver', ...at, to: use.name };
      return undefined;
    case 'test': {
      for (const runner of IGNORES_PROMISES) if (context.dependency(site.file, runner) !== undefined) return { code: 'test-runner', ...at, to: runner };
      if (!needsBody(use, fn, linked, context.dependency)) return undefined;
      return bodyForm(fn, linked, context.dependency) ? undefined : { code: use.name === 'tap' ? 'tap-implicit-end' : 'done-callback', ...at };
    }
    case 'fire': {
      const code = /^(set|process|queue|timers)/.test(use.name) ? 'timer-callback' : 'node-callback';
      if (linked.callers[fn.id]!.length > 0 || fn.storedAs.size > 0 || linked.hostUses[fn.id]!.length > 1) return { code, ...at, to: use.name };
      return sharesState(fn, linked, context.firstWait(fn.id)) ? { code: 'shared-state', ...at, to: use.name } : undefined;
    }
    case 'remembered': return fn.fact.neverThrows ? undefined : { code: 'remembered-error', ...at, to: use.name };
    case 'handler': return context.handlers.obstacle(use, fn, context);
    case 'awaited': case 'expect': case 'throws': return undefined;
    case 'replace': return site.fact.optional ? { code: 'optional-call', ...at } : undefined;
    case 'then': return undefined;
    case 'executor': return executorMayWait(use, fn, linked, (other) => candidateCallers(other, context).length + wildCallers(other, context).length > 0) ? undefined : { code: 'promise-executor', ...at };
  }
}

/** Whether the receiver is a Map or Set. */
function isCollection(site: Site, { linked }: ObstacleContext, when: 'always' | 'sometimes'): boolean {
  const values = [...linked.solver.values(linked.nodeOf(site.file, site.fact.receiver))];
  return when === 'always' ? values.every((obj) => obj.kind === 'map') : values.some((obj) => obj.kind === 'map');
}

/** Other things read off the same value, or the method itself, say that the receiver is an array. */
function looksLikeArray(site: Site, method: string, { linked, readsOf }: ObstacleContext): boolean {
  for (const obj of linked.solver.values(linked.nodeOf(site.file, site.fact.receiver))) {
    if (obj.kind === 'ext' || obj.kind === 'map' || obj.kind === 'inst' || obj.kind === 'exports' || obj === linked.solver.lost) return false;
  }
  const reads = readsOf(site.file, site.fact.receiver);
  return method !== 'forEach' || [...reads].some((name) => ARRAY_SIGNS.has(name));
}

const ARRAY_SIGNS = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'join', 'concat', 'sort', 'reverse', 'length', 'slice', 'indexOf', 'map', 'filter', 'reduce', 'some', 'every', 'find', '0']);

export function returnsPromise(linked: Linked, fn: Fn): 'always' | 'sometimes' | 'never' {
  if (fn.fact.isAsync || fn.fact.kind === 'module') return 'never';
  let promises = 0;
  let others = 0;
  for (const obj of linked.solver.values(linked.nodeOf(fn.file, fn.fact.result))) {
    if (obj.kind === 'promise' || (obj.kind === 'ext' && /^fs\.promises\.\w+\(\)$|^timers\/promises|^fs\/promises/.test(obj.path))) promises++;
    else others++;
  }
  return promises === 0 ? 'never' : others === 0 ? 'always' : 'sometimes';
}

/** The function hands a promise to its callers already: they need no new await. */
export const isPromiseFunction = (linked: Linked, fn: Fn): boolean => returnsPromise(linked, fn) === 'always';

/** `o[name]()` where `o` may be anything, or where so many functions meet that some were dropped: any method of `o` may be meant. */
function wildCallers(fn: Fn, { linked, candidates, isElsewhere }: ObstacleContext): Site[] {
  if (fn.storedAs.size === 0) return [];
  return (candidates.get('*') ?? []).filter((site) => {
    if (site.targets.has(fn.id) || isElsewhere(site, fn)) return false;
    const reach = new Set<number>();
    const add = (id: number): void => {
      if (reach.has(id)) return;
      reach.add(id);
      for (const parent of linked.solver.objs[id]!.parents) add(parent);
    };
    for (const obj of linked.solver.values(linked.nodeOf(site.file, site.fact.receiver))) add(obj.id);
    const values = [...reach].map((id) => linked.solver.objs[id]!);
    const dropped = linked.solver.holds(linked.nodeOf(site.file, site.fact.callee), linked.solver.lost);
    const meant = reach.has(linked.solver.lost.id) || [...fn.storedAs.values()].some((holders) => isOneOf(values, holders, linked) || (dropped && [...holders].some((h) => reach.has(h.id))));
    const named = site.fact.key === undefined || [...fn.storedAs.keys()].some((name) => mayMean(linked.solver, linked.nodeOf(site.file, site.fact.key!), name));
    return meant && named;
  });
}

/** Whether one of `values`, which are not of the program, may be one of `holders`, which was given away before. */
function isOneOf(values: Iterable<Obj>, holders: Iterable<Obj>, { met }: Linked): boolean {
  const keepers = new Set([...holders].flatMap(({ id }) => [...(met.get(id) ?? [])]));
  if (keepers.size === 0) return false;
  return [...values].some(({ kind, path }) => kind === 'unknown' || (kind === 'data' && keepers.has(DATA)) || (kind === 'ext' && keepers.has(keeperOf(path) ?? NOBODY)));
}

/** Calls by a name that `fn` is stored under, on a receiver that may be what it is stored in. */
function candidateCallers(fn: Fn, { linked, candidates, foreignCalls, isElsewhere }: ObstacleContext): Site[] {
  return [...fn.storedAs].flatMap(([name, holders]) => {
    if (name === '*') return [];
    const byName = isCalledByName(name, holders, linked.met);
    const through = (foreignCalls.get(name) ?? []).filter((site) => !site.targets.has(fn.id) && isOneOf(linked.solver.values(linked.nodeOf(site.file, site.fact.callee)), holders, linked) && !isElsewhere(site, fn));
    const open = (candidates.get(name) ?? []).filter((site) => {
      if (site.targets.has(fn.id) || isElsewhere(site, fn)) return false;
      const lost = [...linked.solver.values(linked.nodeOf(site.file, site.fact.receiver))].some((o) => o === linked.solver.lost);
      return lost || byName;
    });
    return [...open, ...through];
  });
}

/** Calls that may be of `fn` by the names it is stored under, or because too many functions meet there. */
export function unresolvedCallers(fn: Fn, context: ObstacleContext): readonly Site[] {
  const { linked, candidates } = context;
  const callers = [...candidateCallers(fn, context), ...wildCallers(fn, context)];
  if (linked.solver.dropped.has(fn.id)) callers.push(...[...candidates.values()].flat().filter((site) => linked.solver.holds(linked.nodeOf(site.file, site.fact.callee), linked.solver.lost)));
  return callers;
}

/** Calls that may be of `fn` without being known to be; undefined when it may be called from anywhere. */
export function possibleCallers(fn: Fn, context: ObstacleContext): readonly Site[] | undefined {
  const { linked } = context;
  if (fn.escapes.some(({ reason }) => reason !== 'directive' && reason !== 'public-api')) return undefined;
  const callers = unresolvedCallers(fn, context);
  return fn.isPublic || callers.length + linked.callers[fn.id]!.length + linked.hostUses[fn.id]!.length > 0 ? callers : undefined;
}

/** An async function has done everything up to its first await when a caller goes on that does not wait for it. */
function floating(fn: Fn, { linked, firstWait }: ObstacleContext): Obstacle | undefined {
  const { firstAwait, writes: all } = fn.fact;
  const first = firstWait(fn.id).start;
  if (firstAwait >= 0 && first >= firstAwait) return undefined;
  const writes = all.some(({ at, of }) => of !== fn.fact.index && at > first && (firstAwait < 0 || at < firstAwait));
  const calls = linked.callers[fn.id]!.filter(({ fact }) => !fact.last && (fact.use === 'discarded' || (fact.use === 'then' && writes)));
  const loops = linked.hostUses[fn.id]!.filter((use) => use.host === 'loop' && (use.name === 'forEach' || use.name === FOR_EACH_ENTRY)).map((use) => linked.sites[use.site]!);
  const site = calls[0] ?? loops[0];
  return site && { code: 'not-awaited', file: site.file, at: site.fact.span.start, to: `${linked.files[site.file]!.file}:${site.fact.line}` };
}

/** What stands against making `fn` async, in the order of what matters most; nothing when nothing of its own does. */
export function* obstaclesOf(fn: Fn, context: ObstacleContext): Generator<Obstacle> {
  const { linked } = context;
  const { fact } = fn;
  const own = { file: fn.file, at: fact.span.start };
  if (fact.kind === 'module') return yield* given(context.topLevel(fn.file));
  const directive = fn.escapes.find((e) => e.reason === 'directive');
  if (directive) yield { code: 'directive', file: directive.file, at: directive.at, to: directive.to };
  if (fact.isAsync) return yield* given(floating(fn, context));
  if (fact.obstacle) yield { code: fact.obstacle, ...own };
  if (fn.constructed || fact.isClass) {
    if (!fact.movable) yield { code: 'constructor', ...own };
    else yield* given(context.constructors.obstacleOf(fn, context.lastWait(fn.id)));
  }
  for (const escape of fn.escapes) if (escape !== directive) yield { code: escape.reason, file: escape.file, at: escape.at || fact.span.start, to: escape.to };
  const uses = linked.hostUses[fn.id]!;
  for (const use of uses) {
    yield* given(hostObstacle(use, fn, context));
  }
  for (const holders of fn.storedAs.entries()) {
    for (const holder of holders[1]) {
      if (holder.kind !== 'proto') continue;
      const base = linked.fns[holder.fn]!.externalBase;
      if (base !== undefined && !(isStreamBase(base) && !isStreamHook(holders[0]))) yield { code: 'foreign-base', ...own, to: base };
    }
  }
  if (linked.solver.dropped.has(fn.id)) yield { code: 'unresolved-caller', ...own, to: 'a place where too many functions meet' };
  // who awaits the result already can be any caller
  const candidate = [...candidateCallers(fn, context), ...wildCallers(fn, context)].find(({ fact: { use } }) => use !== 'awaited');
  if (candidate) yield { code: 'unresolved-caller', file: candidate.file, at: candidate.fact.span.start, to: `${linked.files[candidate.file]!.file}:${candidate.fact.line}` };
  const promise = returnsPromise(linked, fn);
  const callers = linked.callers[fn.id]!;
  if (promise === 'sometimes') yield { code: 'returns-promise', ...own };
  if (promise === 'always') {
    // what it throws today it will reject with, and what it does at once it will do later: who awaits it can't tell
    const early = callers.find((s) => !s.fact.awaitedChain);
    if (early) yield { code: 'works-at-once', file: early.file, at: early.fact.span.start, to: `${linked.files[early.file]!.file}:${early.fact.line}` };
  }
  // a function in a table that nobody is seen to call is called through the table, in a way that was missed
  const isTable = (h: Obj): boolean => h.kind === 'array' || h.kind === 'map' || h.kind === 'inst' || (h.kind === 'object' && !isPlainModule(h, fn.file, linked));
  const inTable = [...fn.storedAs.values()].some((holders) => [...holders].some(isTable));
  if (callers.length === 0 && uses.length === 0 && (!fn.isPublic || inTable)) yield { code: 'no-known-caller', ...own };
}

function* given(obstacle: Obstacle | undefined): Generator<Obstacle> {
  if (obstacle) yield obstacle;
}

/** `module.exports = { load, save }`, read by no names but those that are written out: users of the package call what is in it. */
const isPlainModule = (obj: Obj, file: number, linked: Linked): boolean => linked.exportsOf(file).includes(obj) && !obj.reads.has('*');

/** Why a call of a function that becomes async can't be awaited where it stands. */
export function siteObstacle(site: Site, linked: Linked, callee: Fn): Obstacle | undefined {
  const at = { file: site.file, at: site.fact.span.start };
  if (isPromiseFunction(linked, callee)) return undefined;
  if (site.fact.directive) return { code: 'directive', file: site.file, at: site.fact.directive.span.start, to: site.fact.directive.text };
  if (site.fact.position) return { code: site.fact.position, ...at };
  if (site.fact.use === 'then') return { code: 'promise-result', ...at };
  if (site.fact.kind === 'super' || (site.fact.kind === 'new' && !callee.fact.movable)) return { code: 'constructor', ...at };
  return undefined;
}

/** Whether a file's top level registers tests (which must happen at once). */
export const registersTests = (linked: Linked, file: number): boolean =>
  linked.sites.some((site) => site.file === file && linked.fns[site.within]!.fact.kind === 'module' && [...site.externals].some((e) => testHost(e) !== undefined));
