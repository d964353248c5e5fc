// Which functions would have to become async, and which of them can't: an obstacle spreads from caller to callee.
import type { Fixed, Limits } from '../core/scope.ts';
import type { DirectiveFact } from '../core/facts.ts';
import { everyFile, type PackageInfo, type ScannedRepo, type SourceFile, type Span } from '../core/source.ts';
import type { Fn, HostUse, Linked, Site } from '../resolve/linked.ts';
import { Bonds, type BondOptions } from './bonds.ts';
import { Constructors } from './constructors.ts';
import { Handlers } from './handlers/handlers.ts';
import { overrules } from './directives.ts';
import { isInside } from '../resolve/met.ts';
import { lacksPromisesModule } from './node-floor.ts';
import { assertsThrow, isPromiseFunction, obstaclesOf, possibleCallers, siteObstacle, unresolvedCallers, type Obstacle, type ObstacleContext } from './obstacles.ts';
import { mayBegin, type Seed } from './seeds.ts';
import type { FirstWait } from './shared-state.ts';
import { StubReach } from './stub-reach.ts';
import { TopLevels, type TopLevel } from './top-level.ts';

const NEVER: FirstWait = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** Why a function stays: an obstacle of its own, a caller that stays, or a function of the same contract that stays. */
export type Block = { readonly obstacle: Obstacle } | { readonly caller: number; readonly site: Site } | { readonly peer: number };

/** A call that must wait; `use` when it hands the function to something that calls it. */
export interface Waiting {
  readonly site: Site;
  readonly use?: HostUse;
}

export class Blocks {
  /** Functions that stay, each with the reason. */
  readonly of = new Map<number, Block>();
  /** Functions that would have to become async for some seed. */
  readonly wanted = new Set<number>();
  /** Calls that block for a worker: nobody waits there. */
  readonly bridged = new Set<Site>();
  /** Directives above functions that decided something. */
  readonly heeded = new Set<DirectiveFact>();
  readonly bonds: Bonds;
  readonly constructors: Constructors;
  readonly handlers: Handlers;
  readonly reach: StubReach;
  private readonly topLevels: TopLevels;
  private readonly linked: Linked;
  private readonly limits: Limits;
  private readonly repo: ScannedRepo;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly context: ObstacleContext;
  private readonly firstWaits = new Map<number, FirstWait>();
  private readonly lastWaits = new Map<number, number>();
  private readonly reads = new Map<number, Map<number, Set<string>>>();

  constructor(linked: Linked, repo: ScannedRepo, options: BondOptions, limits: Limits) {
    this.linked = linked;
    this.limits = limits;
    this.repo = repo;
    this.bonds = new Bonds(linked, options);
    this.constructors = new Constructors(linked, repo);
    this.sources = new Map(everyFile(repo).map((f) => [f.id, f]));
    this.handlers = new Handlers(linked, repo, this.sources);
    this.topLevels = new TopLevels(linked, repo, this.sources, limits.policy, (file) => this.waitsOf(file));
    const packages = new Map(repo.packages.map((p) => [p.dir, p]));
    this.context = {
      linked,
      roleOf: (file) => this.source(file).role,
      topLevel: (file) => {
        const answer = this.topLevel(file);
        return 'obstacle' in answer ? answer.obstacle : undefined;
      },
      dependency: (file, name) => packages.get(this.source(file).packageDir)?.dependencies[name] ?? packages.get('')?.dependencies[name],
      candidates: openCalls(linked),
      foreignCalls: foreignCalls(linked),
      isElsewhere: (site, fn) => this.bonds.isElsewhere(site, fn),
      isArray: (site) => this.bonds.isArray(site),
      lastWait: (fn) => this.lastWaits.get(fn) ?? -1,
      constructors: this.constructors,
      handlers: this.handlers,
      isWanted: (fn) => this.wanted.has(fn),
      firstWait: (fn) => this.firstWait(fn),
      readsOf: (file, node) => this.readsOf(file).get(node) ?? new Set(),
    };
    this.reach = new StubReach(linked, repo, (fn) => possibleCallers(fn, this.context));
  }

  /** Whether the top-level statements of a file may wait. */
  topLevel(file: number): TopLevel {
    return this.topLevels.of(file);
  }

  /** From the first to the last call that the top level of a file would wait for. */
  private waitsOf(file: number): Span {
    const top = this.linked.fns.find((fn) => fn.file === file && fn.fact.kind === 'module')!;
    return { start: this.firstWait(top.id).start, end: this.lastWaits.get(top.id) ?? -1 };
  }

  /** How JSHint stands in the way of async functions in a file. */
  lints(file: number): PackageInfo['lintsOldSyntax'] {
    const dir = this.source(file).packageDir;
    return (this.repo.packages.find((p) => p.dir === dir) ?? this.repo.packages.find((p) => p.dir === ''))?.lintsOldSyntax;
  }

  /** The version of a package that the package of a file asks for. */
  dependency(file: number, name: string): string | undefined {
    return this.context.dependency(file, name);
  }

  /** The Node versions that a file is for have no `fs/promises`. */
  lacksPromisesModule(file: number): boolean {
    const source = this.source(file);
    const root = this.repo.packages.find((p) => p.dir === '');
    return lacksPromisesModule(source, this.repo.packages.find((p) => p.dir === source.packageDir) ?? root);
  }

  /** Callers that must wait when `fn` becomes async: calls of it, and loops and assertions that call it. */
  waiting(fn: Fn): Waiting[] {
    if (fn.fact.isAsync || fn.fact.kind === 'module' || isPromiseFunction(this.linked, fn)) return [];
    const calls: Waiting[] = this.linked.callers[fn.id]!.filter((site) => !this.bridged.has(site)).map((site) => ({ site }));
    for (const use of this.linked.hostUses[fn.id]!) {
      const site = this.linked.sites[use.site]!;
      if (use.host === 'loop' || use.host === 'replace' || assertsThrow(use, site)) calls.push({ site, use });
    }
    return calls;
  }

  /** Where a function would wait for the first time; nowhere is infinitely far. */
  firstWait(fn: number): FirstWait {
    return this.firstWaits.get(fn) ?? NEVER;
  }

  /** All functions that would have to become async for `seeds`, and which of them can't. */
  find(seeds: readonly Seed[]): void {
    this.of.clear();
    this.wanted.clear();
    this.firstWaits.clear();
    this.lastWaits.clear();
    this.want(seeds);
    const blocked: number[] = [];
    const concurrent = this.reach.concurrentMakers();
    for (const id of this.wanted) {
      const fn = this.linked.fns[id]!;
      const beside = concurrent.get(id);
      const obstacle = beside === undefined ? this.ownObstacle(fn) : { code: 'concurrent-stub', file: fn.file, at: fn.fact.span.start, to: beside };
      if (!obstacle) continue;
      this.of.set(id, { obstacle });
      blocked.push(id);
    }
    this.spread(blocked);
  }

  /** What stands against changing `fn`, in the order of what matters most, whoever calls it. */
  *against(fn: Fn): Generator<Obstacle> {
    const scope = this.outOfScope(fn);
    if (scope) yield scope;
    yield* obstaclesOf(fn, this.context);
    const contract = this.bonds.obstacleOf(fn);
    if (contract) yield contract;
  }

  /** Why a call of `fn` cannot wait where it stands, whatever the function around it may do. */
  obstacleAt(site: Site, fn: Fn): Obstacle | undefined {
    return siteObstacle(site, this.linked, fn);
  }

  /** `obstacle` is one of a call of `fn`, and not of `fn` itself. */
  standsAtCall(fn: Fn, { code, file, at }: Obstacle): boolean {
    return this.waiting(fn).some(({ site }) => {
      const own = this.obstacleAt(site, fn);
      return own?.code === code && own.file === file && own.at === at && code !== 'directive';
    });
  }

  /** Calls of which it is not known whether they are of `fn`. */
  unresolvedCallers(fn: Fn): readonly Site[] {
    return unresolvedCallers(fn, this.context);
  }

  private want(seeds: readonly Seed[]): void {
    const queue: number[] = [];
    const want = (fn: number): void => {
      if (this.wanted.has(fn)) return;
      this.wanted.add(fn);
      queue.push(fn);
    };
    for (const seed of seeds) if (mayBegin(seed)) want(seed.site.within);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const fn = this.linked.fns[id]!;
      this.bonds.settle(fn, this.context.candidates);
      for (const { site } of this.waiting(fn)) want(site.within);
      this.bonds.peersOf(fn).forEach(want);
    }
    const waitsAt = ({ within, fact }: Site): void => {
      const known = this.firstWait(within);
      // in a loop, what stands before the call runs again after it
      const wait = fact.repeatsFrom === undefined ? fact.span : { start: fact.repeatsFrom, end: fact.repeatsFrom };
      this.firstWaits.set(within, { start: Math.min(wait.start, known.start), end: Math.min(wait.end, known.end) });
      this.lastWaits.set(within, Math.max(fact.span.start, this.lastWaits.get(within) ?? -1));
    };
    for (const seed of seeds) if (mayBegin(seed)) waitsAt(seed.site);
    for (const id of this.wanted) for (const { site } of this.waiting(this.linked.fns[id]!)) waitsAt(site);
  }

  /** Why a file must not be edited. */
  fixed(file: number): Fixed | undefined {
    return this.limits.fixed(this.linked.files[file]!.file);
  }

  /** A function is of a file that must not be edited, or a type there says what it returns. */
  private outOfScope(fn: Fn): Obstacle | undefined {
    const places = [{ file: fn.file, at: fn.fact.span.start }, ...this.bonds.typesOf(fn).map((type) => ({ file: this.bonds.fileIndex(type), at: type.span.start }))];
    for (const place of places) {
      const fixed = this.fixed(place.file);
      if (fixed) return { ...place, ...fixed };
    }
    return undefined;
  }

  /** What stands against `fn` whatever becomes of others: its kind, its uses, its types, and where it is called. */
  private ownObstacle(fn: Fn): Obstacle | undefined {
    const { directive } = fn.fact;
    let obstacle: Obstacle | undefined = this.outOfScope(fn);
    if (obstacle) return obstacle;
    for (const each of obstaclesOf(fn, this.context)) {
      if (overrules(directive, each.code)) this.heeded.add(directive!);
      else if (each.code !== 'no-known-caller' || !this.bonds.isCalledByContract(fn)) {
        obstacle = each;
        break;
      }
    }
    if (obstacle?.code === 'directive' && directive) this.heeded.add(directive);
    obstacle ??= this.bonds.obstacleOf(fn);
    for (const { site } of obstacle ? [] : this.waiting(fn)) obstacle ??= siteObstacle(site, this.linked, fn);
    return obstacle;
  }

  /** Who is called by a blocked function can't become async either: breadth first, so that reasons are shortest. */
  private spread(blocked: number[]): void {
    const calledBy = new Map<number, { fn: number; site: Site }[]>();
    for (const id of this.wanted) {
      for (const { site } of this.waiting(this.linked.fns[id]!)) {
        const list = calledBy.get(site.within) ?? [];
        list.push({ fn: id, site });
        calledBy.set(site.within, list);
      }
    }
    const bound = new Map<number, number[]>();
    for (const id of this.wanted) for (const peer of this.bonds.peersOf(this.linked.fns[id]!)) bound.set(peer, [...(bound.get(peer) ?? []), id]);
    for (let i = 0; i < blocked.length; i++) {
      const caller = blocked[i]!;
      for (const fn of bound.get(caller) ?? []) {
        if (this.of.has(fn)) continue;
        this.of.set(fn, { peer: caller });
        blocked.push(fn);
      }
      for (const { fn, site } of calledBy.get(caller) ?? []) {
        if (this.of.has(fn)) continue;
        this.of.set(fn, { caller, site });
        blocked.push(fn);
      }
    }
  }

  private source(file: number): SourceFile {
    return this.sources.get(this.linked.files[file]!.file)!;
  }

  /** Property names read off each value node of a file. */
  private readsOf(file: number): Map<number, Set<string>> {
    let known = this.reads.get(file);
    if (known) return known;
    this.reads.set(file, (known = new Map()));
    for (const c of this.linked.files[file]!.constraints) if (c[0] === 'load') known.set(c[1], (known.get(c[1]) ?? new Set()).add(c[2]));
    return known;
  }
}

/** Calls whose callee is not known, by the member they call; `*` where the callee was dropped from a full node: it may be anything. */
function openCalls(linked: Linked): ReadonlyMap<string, readonly Site[]> {
  const open = new Map<string, Site[]>();
  for (const site of linked.sites) {
    const callee = linked.nodeOf(site.file, site.fact.callee);
    const member = site.fact.member ?? (site.fact.key !== undefined || linked.solver.holds(callee, linked.solver.lost) ? '*' : undefined);
    if (member === undefined) continue;
    const nothing = site.targets.size === 0 && site.externals.size === 0 && site.hosts.length === 0 && linked.solver.isEmpty(callee);
    if (site.unknown || nothing) open.set(member, [...(open.get(member) ?? []), site]);
  }
  return open;
}

/** Calls of members of foreign values and of plain data: what was given away may come back there. */
function foreignCalls(linked: Linked): ReadonlyMap<string, readonly Site[]> {
  const calls = new Map<string, Site[]>();
  for (const site of linked.sites) {
    const { member } = site.fact;
    if (member === undefined) continue;
    const isForeign = [...linked.solver.values(linked.nodeOf(site.file, site.fact.callee))].some(({ kind, path }) => kind === 'data' || (kind === 'ext' && isInside(path)));
    if (isForeign) calls.set(member, [...(calls.get(member) ?? []), site]);
  }
  return calls;
}
