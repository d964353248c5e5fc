// Linked facts -> decisions with causes: which functions become async, which calls are awaited, and why the rest stays.
import { isRefusal } from '../core/api.ts';
import type { Cause, Decision, Location, PublicApiPolicy, SiteOutcome, Verdict } from '../core/plan.ts';
import { lineOf, type PackageInfo, type ScannedRepo, type SourceFile, type Span } from '../core/source.ts';
import { hazardMessage } from '../hazards/messages.ts';
import { isArrayResult, LOOPS } from '../resolve/builtins.ts';
import type { Fn, HostUse, Linked, Site } from '../resolve/linker.ts';
import { Bonds, type BondOptions } from './bonds.ts';
import { Constructors } from './constructors.ts';
import { lacksPromisesModule } from './node-floor.ts';
import { assertsThrow, bodyForm, isPromiseFunction, obstacleOf, possibleCallers, siteObstacle, type Obstacle, type ObstacleContext } from './obstacles.ts';
import type { ForeignWords } from './foreign-calls.ts';
import { neighbourhoodJudge } from './neighbours.ts';
import { findSeeds, type Seed } from './seeds.ts';
import type { FirstWait } from './shared-state.ts';
import { StubReach } from './stub-reach.ts';
import { isAssertion, Stubs, type StubBond } from './stubs.ts';
import { TopLevels } from './top-level.ts';

const NEVER: FirstWait = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };

export interface Decided {
  readonly decisions: readonly Decision[];
  readonly sites: readonly SiteOutcome[];
}

export interface DecideOptions extends BondOptions {
  readonly publicApi: PublicApiPolicy;
  readonly transform: string;
  /** What installed packages mention; without it they may use anything. */
  readonly foreign?: ForeignWords;
}

/** Why a function stays: an obstacle of its own, a caller that stays, or a function of the same contract that stays. */
type Block = { readonly obstacle: Obstacle } | { readonly caller: number; readonly site: Site } | { readonly peer: number };

export function decide(linked: Linked, repo: ScannedRepo, options: DecideOptions): Decided {
  return new Decider(linked, repo, options).run();
}

class Decider {
  private readonly linked: Linked;
  private readonly options: DecideOptions;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly repo: ScannedRepo;
  private readonly decisions = new Map<string, Decision>();
  private readonly blocks = new Map<number, Block>();
  private readonly becomes = new Set<number>();
  private readonly context: ObstacleContext;
  private readonly bonds: Bonds;
  private readonly topLevels: TopLevels;
  private readonly constructors: Constructors;
  private readonly lastWaits = new Map<number, number>();
  private readonly firstWaits = new Map<number, FirstWait>();
  private readonly reads = new Map<number, Map<number, Set<string>>>();
  private readonly reach: StubReach;
  /** Stubs that follow their API to its twin. */
  private followers: readonly StubBond[] = [];

  constructor(linked: Linked, repo: ScannedRepo, options: DecideOptions) {
    this.linked = linked;
    this.repo = repo;
    this.options = options;
    this.bonds = new Bonds(linked, options);
    this.constructors = new Constructors(linked, repo);
    this.sources = new Map(repo.files.map((f) => [f.id, f]));
    this.topLevels = new TopLevels(linked, repo, this.sources, options.publicApi);
    const packages = new Map(repo.packages.map((p) => [p.dir, p]));
    const candidates = new Map<string, Site[]>();
    for (const site of linked.sites) {
      const callee = linked.nodeOf(site.file, site.fact.callee);
      // a call whose callee was dropped from a full node may be of anything
      const member = site.fact.member ?? (linked.solver.holds(callee, linked.solver.lost) ? '*' : undefined);
      if (member === undefined) continue;
      const nothing = site.targets.size === 0 && site.externals.size === 0 && site.hosts.length === 0 && linked.solver.isEmpty(linked.nodeOf(site.file, site.fact.callee));
      if (site.unknown || nothing) candidates.set(member, [...(candidates.get(member) ?? []), site]);
    }
    this.context = {
      linked,
      roleOf: (file) => this.source(file).role,
      topLevel: (file) => {
        const answer = this.topLevels.of(file);
        return 'obstacle' in answer ? answer.obstacle : undefined;
      },
      dependency: (file, name) => packages.get(this.source(file).packageDir)?.dependencies[name] ?? packages.get('')?.dependencies[name],
      candidates,
      isElsewhere: (site, fn) => this.bonds.isElsewhere(site, fn),
      isArray: (site) => this.bonds.isArray(site),
      lastWait: (fn) => this.lastWaits.get(fn) ?? -1,
      constructors: this.constructors,
      firstWait: (fn) => this.firstWaits.get(fn) ?? NEVER,
      readsOf: (file, node) => this.readsOf(file).get(node) ?? new Set(),
    };
    this.reach = new StubReach(linked, repo, (fn) => possibleCallers(fn, this.context));
  }

  run(): Decided {
    const stubs = new Stubs(this.linked, this.repo, this.reach, this.options.foreign);
    const byNeighbours = neighbourhoodJudge(this.linked, this.repo);
    const seeds = this.settleStubs(findSeeds(this.linked, { reach: this.reach, stubs }).map((seed) => this.lintTarget(this.bonds.judgeSeed(byNeighbours(seed)))), stubs.bonds);
    const outcomes = this.carryOut(seeds);
    const decisions = [...this.decisions.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start || b.span.end - a.span.end || (a.id < b.id ? -1 : 1)));
    return { decisions, sites: outcomes };
  }

  /**
   * Finds the blocks. A stub and all calls that it may be in place for change together: where one of them stays, so do
   * the others, which may hold back further stubs.
   */
  private settleStubs(judged: readonly Seed[], bonds: readonly StubBond[]): readonly Seed[] {
    // stubs that stay, and the call that holds each back
    const stays = new Map<StubBond, Site>();
    for (let seeds = judged; ; ) {
      this.findBlocks(seeds);
      const moving = new Set(seeds.filter((seed) => seed.twin && !this.blocks.has(seed.site.within)).map(({ site }) => site));
      for (const bond of bonds) {
        const holder = [...bond.reached].find((site) => !moving.has(site));
        if (holder && !stays.has(bond)) stays.set(bond, holder);
      }
      const held = new Map(seeds.flatMap((seed): [Seed, StubBond][] => {
        const bond = moving.has(seed.site) ? seed.stubs?.find((each) => stays.has(each)) : undefined;
        return bond ? [[seed, bond]] : [];
      }));
      if (held.size === 0) {
        this.followers = bonds.filter((bond) => bond.reached.size > 0 && !stays.has(bond));
        // an assertion about a stub that goes away is no call of the API
        return seeds.filter(({ site, api }) => !isAssertion(site) || !this.followers.some((bond) => bond.file === site.file && bond.api === api));
      }
      seeds = seeds.map((seed) => {
        const bond = held.get(seed);
        const holder = bond && stays.get(bond)!;
        const to = bond && holder && `${this.linked.files[bond.file]!.file}, which is in place for ${this.linked.files[holder.file]!.file}:${holder.fact.line} too`;
        return to === undefined ? seed : { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'patched-api', to } };
      });
      this.blocks.clear();
      this.firstWaits.clear();
    }
  }

  /** Property names read off each value node of a file. */
  private readsOf(file: number): Map<number, Set<string>> {
    let known = this.reads.get(file);
    if (known) return known;
    this.reads.set(file, (known = new Map()));
    for (const c of this.linked.files[file]!.constraints) if (c[0] === 'load') known.set(c[1], (known.get(c[1]) ?? new Set()).add(c[2]));
    return known;
  }

  /** Refuses a call in a file that JSHint could not read afterwards. */
  private lintTarget(seed: Seed): Seed {
    if (!seed.twin || this.lints(seed.site.file) !== 'always') return seed;
    return { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'lint-target' } };
  }

  private lacksPromisesModule(file: number): boolean {
    const source = this.source(file);
    const root = this.repo.packages.find((p) => p.dir === '');
    return lacksPromisesModule(source, this.repo.packages.find((p) => p.dir === source.packageDir) ?? root);
  }

  /** How JSHint stands in the way of async functions in a file. */
  private lints(file: number): PackageInfo['lintsOldSyntax'] {
    const dir = this.source(file).packageDir;
    return (this.repo.packages.find((p) => p.dir === dir) ?? this.repo.packages.find((p) => p.dir === ''))?.lintsOldSyntax;
  }

  private source(file: number): SourceFile {
    return this.sources.get(this.linked.files[file]!.file)!;
  }

  /** Callers that must wait when `fn` becomes async: calls of it, and loops and assertions that call it. */
  private waiting(fn: Fn): { site: Site; use?: HostUse }[] {
    if (fn.fact.isAsync || fn.fact.kind === 'module' || isPromiseFunction(this.linked, fn)) return [];
    const calls: { site: Site; use?: HostUse }[] = this.linked.callers[fn.id]!.map((site) => ({ site }));
    for (const use of this.linked.hostUses[fn.id]!) {
      const site = this.linked.sites[use.site]!;
      if (use.host === 'loop' || use.host === 'replace' || assertsThrow(use, site)) calls.push({ site, use });
    }
    return calls;
  }

  /** All functions that would have to become async, and which of them can't. */
  private findBlocks(seeds: readonly Seed[]): void {
    const wanted = new Set<number>();
    const queue: number[] = [];
    const want = (fn: number): void => {
      if (wanted.has(fn)) return;
      wanted.add(fn);
      queue.push(fn);
    };
    for (const seed of seeds) if (seed.twin) want(seed.site.within);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const fn = this.linked.fns[id]!;
      this.bonds.settle(fn, this.context.candidates);
      for (const { site } of this.waiting(fn)) want(site.within);
      this.bonds.peersOf(fn).forEach(want);
    }
    const waitsAt = ({ within, fact }: Site): void => {
      const known = this.firstWaits.get(within) ?? NEVER;
      // in a loop, what stands before the call runs again after it
      const wait = fact.repeatsFrom === undefined ? fact.span : { start: fact.repeatsFrom, end: fact.repeatsFrom };
      this.firstWaits.set(within, { start: Math.min(wait.start, known.start), end: Math.min(wait.end, known.end) });
      this.lastWaits.set(within, Math.max(fact.span.start, this.lastWaits.get(within) ?? -1));
    };
    for (const seed of seeds) if (seed.twin) waitsAt(seed.site);
    for (const id of wanted) for (const { site } of this.waiting(this.linked.fns[id]!)) waitsAt(site);
    const blocked: number[] = [];
    const concurrent = this.reach.concurrentMakers();
    for (const id of wanted) {
      const fn = this.linked.fns[id]!;
      const beside = concurrent.get(id);
      let obstacle = beside === undefined ? obstacleOf(fn, this.context) : { code: 'concurrent-stub', file: fn.file, at: fn.fact.span.start, to: beside };
      if (obstacle?.code === 'no-known-caller' && this.bonds.isCalledByContract(fn)) obstacle = undefined;
      obstacle ??= this.bonds.obstacleOf(fn);
      for (const { site } of obstacle ? [] : this.waiting(fn)) obstacle ??= siteObstacle(site, this.linked, fn);
      if (!obstacle) continue;
      this.blocks.set(id, { obstacle });
      blocked.push(id);
    }
    // who is called by a blocked function can't become async either: breadth first, so that reasons are shortest
    const calledBy = new Map<number, { fn: number; site: Site }[]>();
    for (const id of wanted) {
      for (const { site } of this.waiting(this.linked.fns[id]!)) {
        const list = calledBy.get(site.within) ?? [];
        list.push({ fn: id, site });
        calledBy.set(site.within, list);
      }
    }
    const bound = new Map<number, number[]>();
    for (const id of wanted) for (const peer of this.bonds.peersOf(this.linked.fns[id]!)) bound.set(peer, [...(bound.get(peer) ?? []), id]);
    for (let i = 0; i < blocked.length; i++) {
      const caller = blocked[i]!;
      for (const fn of bound.get(caller) ?? []) {
        if (this.blocks.has(fn)) continue;
        this.blocks.set(fn, { peer: caller });
        blocked.push(fn);
      }
      for (const { fn, site } of calledBy.get(caller) ?? []) {
        if (this.blocks.has(fn)) continue;
        this.blocks.set(fn, { caller, site });
        blocked.push(fn);
      }
    }
  }

  private carryOut(seeds: readonly Seed[]): SiteOutcome[] {
    const outcomes: SiteOutcome[] = [];
    const queue: { fn: number; because: string; kind?: 'same-contract' }[] = [];
    for (const seed of seeds) {
      const { site } = seed;
      const block = seed.twin ? this.blocks.get(site.within) : undefined;
      if (!seed.twin || block) {
        outcomes.push(this.refuse(seed));
        continue;
      }
      const decision = this.add('replace-api', site.file, site.fact.span, seed.api, { kind: 'mapped-api', api: seed.api, target: this.targetText(seed) }, {
        ...(this.lints(site.file) === 'per-file' ? { jshint: true } : {}), ...(this.lacksPromisesModule(site.file) ? { oldNode: true } : {}),
        module: seed.module, path: seed.path, calleeSpan: site.fact.calleeSpan, views: seed.views ?? [], viaModule: seed.viaModule !== false, ...(seed.guard ? { guard: seed.guard } : {}), used: site.fact.use !== 'discarded', awaited: site.fact.use === 'awaited',
      });
      outcomes.push({ file: this.linked.files[site.file]!.file, line: site.fact.line, span: site.fact.span, api: seed.api, outcome: 'migrated', role: this.source(site.file).role, decision });
      queue.push({ fn: site.within, because: decision });
    }
    for (let i = 0; i < queue.length; i++) {
      const { fn: id, because, kind } = queue[i]!;
      const fn = this.linked.fns[id]!;
      const own = this.makeAsync(fn, because, kind ?? 'awaits');
      if (own === undefined) continue;
      this.retype(fn, own);
      for (const peer of this.bonds.peersOf(fn)) queue.push({ fn: peer, because: own, kind: 'same-contract' });
      for (const { site, use } of this.waiting(fn)) {
        const call = this.awaitCall(site, use, own, fn);
        queue.push({ fn: site.within, because: call });
      }
    }
    for (const bond of this.followers) this.follow(bond);
    this.tieUp();
    return outcomes;
  }

  /** The stubs of an API become stubs of its twin, together with every call that they may be in place for. */
  private follow({ api, twin, makers, reached, existence, resolves, renames }: StubBond): void {
    const replaced = [...reached].map((site) => this.idOf(site.file, site.fact.span, 'replace-api'));
    for (const { file, fact } of makers) {
      const data = renames === undefined ? { to: twin.to, existence, resolves } : { renames: { [renames]: twin.to } };
      const id = this.add('stub', file, fact.span, api, { kind: 'same-contract', decision: replaced[0]!, at: this.place(replaced[0]!) }, data);
      const known = this.decisions.get(id)!;
      // all members of one mocked module are one decision
      if (renames !== undefined) this.decisions.set(id, { ...known, name: api.slice(0, api.lastIndexOf('.')), data: { renames: { ...(known.data!['renames'] as Record<string, string>), [renames]: twin.to } } });
      for (const call of replaced) { this.need(id, call); this.need(call, id); }
    }
  }

  private targetText(seed: Seed): string {
    const twin = seed.twin!;
    return isRefusal(twin) ? '' : twin.form === 'promisify' ? `util.promisify(${seed.module}.${twin.to})` : `${seed.module}.${twin.to}`;
  }

  /** Decision id of `fn` becoming async, or undefined when it needs none or has one. */
  private makeAsync(fn: Fn, because: string, kind: 'awaits' | 'same-contract'): string | undefined {
    if (fn.fact.isAsync || this.becomes.has(fn.id)) {
      const id = this.idOf(fn.file, fn.fact.span, this.verdictOf(fn));
      const known = this.decisions.get(id);
      if (known && known.alsoBecause.length < 5) this.decisions.set(id, { ...known, alsoBecause: [...known.alsoBecause, { kind, decision: because, at: this.place(because) }] });
      return undefined;
    }
    this.becomes.add(fn.id);
    const top = fn.fact.kind === 'module' ? this.topLevels.of(fn.file) : undefined;
    const verdict = this.verdictOf(fn);
    if (top && 'form' in top && top.form === 'top-level-await') return undefined;
    const constructs = fn.constructed || fn.fact.isClass;
    const method = constructs ? { method: this.constructors.methodName } : {};
    return this.add(verdict, fn.file, fn.fact.span, constructs ? `new ${fn.fact.name || 'class'}` : fn.fact.name || (fn.fact.kind === 'module' ? 'top level' : 'anonymous'), { kind, decision: because, at: this.place(because) }, {
      ...(this.lints(fn.file) === 'per-file' ? { jshint: true } : {}), kind: fn.fact.kind, ...method, ...(isPromiseFunction(this.linked, fn) ? { promise: true } : {}), ...(fn.fact.kind === 'module' ? {} : { body: bodyForm(fn, this.linked) ?? null }),
    });
  }

  /** Types that say what `fn` returns follow it. */
  private retype(fn: Fn, own: string): void {
    for (const type of this.bonds.typesOf(fn)) {
      const file = this.bonds.fileIndex(type);
      this.add('retype', file, type.span, type.name, { kind: 'same-contract', decision: own, at: this.location(file, type.span.start) }, { form: type.form });
    }
  }

  private verdictOf(fn: Fn): Verdict {
    return fn.fact.kind === 'module' ? 'async-main' : 'make-async';
  }

  private awaitCall(site: Site, use: HostUse | undefined, callee: string, fn: Fn): string {
    const cause: Cause = { kind: 'awaits', decision: callee, at: this.location(site.file, site.fact.span.start) };
    const name = fn.fact.name || 'callback';
    if (use && (use.host === 'loop' || use.host === 'replace')) {
      return this.add('loop', site.file, site.fact.span, `${site.fact.member ?? use.name}(${name})`, cause, { runtime: LOOPS[use.name]!, method: use.name, argument: use.argument, awaited: site.fact.use === 'awaited', fresh: this.isFreshArray(site) });
    }
    if (use) return this.add('reject-assertion', site.file, site.fact.span, `${site.fact.member ?? 'expect'}(${name})`, cause, { path: use.name, host: use.host });
    if (site.fact.kind === 'new') return this.add('await', site.file, site.fact.span, `new ${name}`, cause, { method: this.constructors.methodName });
    return this.add('await', site.file, site.fact.span, name, cause, { awaited: site.fact.use === 'awaited' });
  }

  /** The receiver is an array that a library has just made. */
  private isFreshArray(site: Site): boolean {
    const made = this.linked.sites.find((each) => each.file === site.file && each.fact.result === site.fact.receiver);
    return made !== undefined && made.targets.size === 0 && made.externals.size > 0 && [...made.externals].every((path) => isArrayResult(`${path}()`));
  }

  /** Notes which decisions stand or fall together. */
  private tieUp(): void {
    const enclosing = (file: number, fn: Fn): string | undefined => {
      void file;
      const id = this.idOf(fn.file, fn.fact.span, this.verdictOf(fn));
      return this.decisions.has(id) ? id : undefined;
    };
    for (const site of this.linked.sites) {
      const within = enclosing(site.file, this.linked.fns[site.within]!);
      for (const verdict of ['replace-api', 'await', 'loop', 'reject-assertion'] as const) {
        const decision = this.decisions.get(this.idOf(site.file, site.fact.span, verdict));
        if (decision && within) this.need(decision.id, within);
      }
    }
    for (const id of this.becomes) {
      const fn = this.linked.fns[id]!;
      const own = enclosing(fn.file, fn);
      if (!own) continue;
      for (const type of this.bonds.typesOf(fn)) {
        const retype = this.idOf(this.bonds.fileIndex(type), type.span, 'retype');
        this.need(own, retype);
        this.need(retype, own);
      }
      for (const peer of this.bonds.peersOf(fn)) this.need(own, this.idOf(this.linked.fns[peer]!.file, this.linked.fns[peer]!.fact.span, 'make-async'));
      for (const { site, use } of this.waiting(fn)) {
        const verdict: Verdict = !use ? 'await' : use.host === 'loop' || use.host === 'replace' ? 'loop' : 'reject-assertion';
        this.need(own, this.idOf(site.file, site.fact.span, verdict));
      }
    }
  }

  private need(id: string, other: string): void {
    const decision = this.decisions.get(id)!;
    if (id !== other && this.decisions.has(other) && !decision.needs.includes(other)) this.decisions.set(id, { ...decision, needs: [...decision.needs, other] });
  }

  /** The refusal of one site: its own reason, or the chain that ends in the obstacle of a caller. */
  private refuse(seed: Seed): SiteOutcome {
    const { site } = seed;
    const at = this.location(site.file, site.fact.span.start);
    let cause: Cause;
    let root: { code: string; message: string };
    if (seed.refused) {
      root = { code: seed.refused.code, message: seed.refused.message ?? hazardMessage(seed.refused.code, { name: seed.api, ...(seed.refused.to ? { to: seed.refused.to } : {}) }) };
      const { directive } = site.fact;
      cause = root.code === 'directive' && directive
        ? { kind: 'directive', at: this.location(site.file, directive.span.start), text: directive.text }
        : { kind: 'hazard', at, ...root };
    } else {
      root = this.rootOf(site.within);
      cause = { kind: 'caller-refused', decision: this.keep(site.within), at };
    }
    const decision = this.add('keep', site.file, site.fact.span, seed.api, cause);
    return { file: this.linked.files[site.file]!.file, line: site.fact.line, span: site.fact.span, api: seed.api, outcome: 'refused', reason: root.code, message: root.message, role: this.source(site.file).role, decision };
  }

  private rootOf(fn: number): { code: string; message: string } {
    for (let id = fn; ; ) {
      const block = this.blocks.get(id)!;
      if ('caller' in block) { id = block.caller; continue; }
      if ('peer' in block) { id = block.peer; continue; }
      return { code: block.obstacle.code, message: this.message(id, block.obstacle) };
    }
  }

  private message(fn: number, obstacle: Obstacle): string {
    return hazardMessage(obstacle.code, { name: this.linked.fns[fn]!.fact.name, ...(obstacle.to ? { to: obstacle.to } : {}) });
  }

  /** Decision that a function stays, with the chain of callers that stay. */
  private keep(fn: number): string {
    const { file, fact } = this.linked.fns[fn]!;
    const id = this.idOf(file, fact.span, 'keep');
    if (this.decisions.has(id)) return id;
    const block = this.blocks.get(fn)!;
    // entered first with a placeholder cause: chains of callers can't be circular (breadth first), but be safe
    const cause: Cause = 'obstacle' in block
      ? block.obstacle.code === 'directive'
        ? { kind: 'directive', at: this.location(block.obstacle.file, block.obstacle.at), text: block.obstacle.to ?? '' }
        : { kind: 'hazard', code: block.obstacle.code, at: this.location(block.obstacle.file, block.obstacle.at), message: this.message(fn, block.obstacle) }
      : 'peer' in block ? { kind: 'same-contract', decision: this.keep(block.peer), at: this.location(file, fact.span.start) }
      : { kind: 'caller-refused', decision: this.keep(block.caller), at: this.location(block.site.file, block.site.fact.span.start) };
    return this.add('keep', file, fact.span, fact.name || (fact.kind === 'module' ? 'top level' : 'anonymous'), cause);
  }

  private idOf(file: number, span: Span, verdict: Verdict): string {
    return `${this.linked.files[file]!.file}:${span.start}-${span.end}:${verdict}`;
  }

  private place(decision: string): Location {
    const known = this.decisions.get(decision)!;
    const file = this.linked.files.findIndex((f) => f.file === known.file);
    return this.location(file, known.span.start);
  }

  private location(file: number, offset: number): Location {
    const { text, id } = this.source(file);
    return { file: id, ...lineOf(text, offset), span: { start: offset, end: offset } };
  }

  private add(verdict: Verdict, file: number, span: Span, name: string, cause: Cause, data?: Record<string, unknown>): string {
    const id = this.idOf(file, span, verdict);
    if (this.decisions.has(id)) return id;
    const { text, id: fileId } = this.source(file);
    this.decisions.set(id, {
      id, file: fileId, span, line: lineOf(text, span.start).line, verdict, transform: this.options.transform, name, cause, alsoBecause: [], needs: [], ...(data ? { data } : {}),
    });
    return id;
  }
}
