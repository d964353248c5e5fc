// Linked facts -> decisions with causes: which functions become async, which calls are awaited, and why the rest stays.
import type { Decision, Note, PublicApiPolicy, SiteOutcome } from '../core/plan.ts';
import type { MissingAwait } from '../core/missing-await.ts';
import type { Limits } from '../core/scope.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import { Blocks } from './blocks.ts';
import type { BondOptions } from './bonds.ts';
import { Bridges } from './bridge/bridges.ts';
import { directiveNotes } from './directives.ts';
import type { ForeignModules } from './foreign-calls.ts';
import { Ledger } from './ledger.ts';
import { seedsOf } from './missing-await.ts';
import type { OffloadGate, OffloadVerdict } from '../core/offload.ts';
import { offloadSeeds } from './offload/seeds.ts';
import { neighbourhoodJudge } from './neighbours.ts';
import { Refusals } from './refusals.ts';
import { calledVersion } from './package-versions.ts';
import { findSeeds, isPromise, mayBegin, type Seed } from './seeds.ts';
import { beginning, Steps, waitingVerdict } from './steps.ts';
import { isAssertion, Stubs, type StubBond } from './stubs.ts';
import { TIMERS_TO_PROMISES, waitSeeds } from './waits/seeds.ts';
import { TwinDecisions } from './twin-decisions.ts';
import { isCopiable, Twins } from './twins.ts';

export interface Decided {
  readonly decisions: readonly Decision[];
  readonly sites: readonly SiteOutcome[];
  readonly notes: readonly Note[];
  /** What became of functions that were named to run in worker threads. */
  readonly offloads?: readonly OffloadVerdict[];
}

export interface DecideOptions extends BondOptions {
  readonly publicApi: PublicApiPolicy;
  readonly limits: Limits;
  readonly transform: string;
  /** What installed packages mention; without it they may use anything. */
  readonly foreign?: ForeignModules;
  /** One file is all that is seen: nobody knows which names are free, so that no version stands beside a function. */
  readonly isAlone?: boolean;
  /** Where changes begin in place of blocking calls: promises that nobody waits for. */
  readonly missing?: readonly MissingAwait[];
  /** Where they begin at calls of functions that are to run in worker threads: which ones are named. */
  readonly offload?: readonly string[];
  /** What a call of them must take to be worth it. */
  readonly offloadGate?: OffloadGate;
  /** Functions that callers who cannot wait may block for. */
  readonly bridge?: readonly string[];
}

export function decide(linked: Linked, repo: ScannedRepo, options: DecideOptions): Decided {
  return new Decider(linked, repo, options).run();
}

class Decider {
  private readonly linked: Linked;
  private readonly ledger: Ledger;
  private readonly limits: Limits;
  private readonly blocks: Blocks;
  private readonly refusals: Refusals;
  private readonly steps: Steps;
  private readonly options: DecideOptions;
  private readonly repo: ScannedRepo;
  private readonly bridges: Bridges | undefined;
  private readonly becomes = new Set<number>();
  /** Stubs that follow their API to its twin. */
  private followers: readonly StubBond[] = [];

  constructor(linked: Linked, repo: ScannedRepo, options: DecideOptions) {
    this.linked = linked;
    this.repo = repo;
    this.options = options;
    this.ledger = new Ledger(linked, repo, options.transform);
    this.limits = options.limits;
    this.blocks = new Blocks(linked, repo, options, this.limits);
    this.refusals = new Refusals(linked, this.blocks, this.ledger);
    this.steps = new Steps(linked, this.blocks, this.ledger);
    this.bridges = options.bridge?.length ? new Bridges(linked, repo, options.bridge, this.blocks) : undefined;
  }

  run(): Decided {
    const { blocks } = this;
    const stubs = new Stubs(this.linked, this.repo, blocks.reach, this.options.foreign);
    const byNeighbours = neighbourhoodJudge(this.linked, this.repo);
    const { missing, offload } = this.options;
    const isAboutWaits = this.options.transform === TIMERS_TO_PROMISES;
    const versionOf = (file: number, name: string): string | undefined => calledVersion(this.repo, this.ledger.source(file), name, this.linked.files[file]!.imports.includes(name));
    const offloads = offload && offloadSeeds(this.linked, this.repo, offload, this.options.offloadGate);
    const found = missing ? seedsOf(missing, this.linked) : offloads ? offloads.seeds : isAboutWaits ? waitSeeds(this.linked, this.repo) : findSeeds(this.linked, { reach: blocks.reach, stubs, versionOf });
    const judged = found.map((seed) => this.inScope(this.lintTarget(blocks.bonds.judgeSeed(byNeighbours(seed)))));
    const settled = (): readonly Seed[] => this.settleStubs(judged.filter((seed) => !isPromise(seed)), stubs.bonds);
    let seeds = settled();
    const { bridges } = this;
    while (bridges?.advance()) seeds = settled();
    while (bridges?.retreat()) seeds = settled();
    const sites = [...this.carryOut(seeds), ...judged.filter(isPromise).map((seed) => this.migrated(seed, this.steps.begin(seed)))];
    const notes = missing || offload || isAboutWaits ? [] : [...directiveNotes(this.linked, blocks, seeds), ...(bridges?.said() ?? [])];
    return { decisions: this.ledger.sorted(), sites, notes, ...(offloads && { offloads: offloads.verdicts }) };
  }

  /**
   * Finds the blocks. A stub and all calls that it may be in place for change together: where one of them stays, so do
   * the others, which may hold back further stubs.
   */
  private settleStubs(judged: readonly Seed[], bonds: readonly StubBond[]): readonly Seed[] {
    // stubs that stay, and the call that holds each back
    const stays = new Map<StubBond, Site>();
    for (let seeds = judged; ; ) {
      this.blocks.find(seeds);
      const moving = new Set(seeds.filter((seed) => mayBegin(seed) && !this.blocks.of.has(seed.site.within)).map(({ site }) => site));
      for (const bond of bonds) {
        const holder = bond.adds !== undefined ? undefined : [...bond.reached].find((site) => !moving.has(site));
        if (holder && !stays.has(bond)) stays.set(bond, holder);
      }
      const held = new Map(seeds.flatMap((seed): [Seed, StubBond][] => {
        const bond = moving.has(seed.site) ? seed.stubs?.find((each) => stays.has(each)) : undefined;
        return bond ? [[seed, bond]] : [];
      }));
      if (held.size === 0) {
        this.followers = bonds.filter((bond) => (bond.adds === undefined ? bond.reached.size > 0 : [...bond.reached].some((site) => moving.has(site))) && !stays.has(bond));
        // an assertion about a stub that goes away is no call of the API
        return seeds.filter(({ site, api }) => !isAssertion(site) || !this.followers.some((bond) => bond.file === site.file && bond.api === api));
      }
      seeds = seeds.map((seed) => {
        const bond = held.get(seed);
        const holder = bond && stays.get(bond)!;
        const to = bond && holder && `${this.linked.files[bond.file]!.file}, which is in place for ${this.linked.files[holder.file]!.file}:${holder.fact.line} too`;
        return to === undefined ? seed : { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'patched-api', to } };
      });
    }
  }

  /** Refuses a call in a file that JSHint could not read afterwards. */
  private lintTarget(seed: Seed): Seed {
    if (!mayBegin(seed) || this.blocks.lints(seed.site.file) !== 'always') return seed;
    return { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'lint-target' } };
  }

  /** Refuses a call of a stubbed API where the stub is in a file that must not be edited. */
  private inScope(seed: Seed): Seed {
    const held = seed.stubs?.find(({ file }) => this.blocks.fixed(file) !== undefined);
    return held ? { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'patched-api', to: this.linked.files[held.file]!.file } } : seed;
  }

  private carryOut(seeds: readonly Seed[]): SiteOutcome[] {
    const outcomes: SiteOutcome[] = [];
    const queue: { fn: number; because: string; kind?: 'same-contract' }[] = [];
    const twins = this.options.isAlone || this.options.missing || this.options.offload ? undefined : new Twins(this.linked, this.repo, { publicApi: this.limits.strictest, seeds, blocks: this.blocks });
    const copies = twins && new TwinDecisions(this.linked, this.blocks, this.ledger, this.steps, twins);
    const copied: Seed[] = [];
    for (const seed of seeds) {
      const { site } = seed;
      const isBlocked = this.blocks.of.has(site.within);
      const isCopied = isBlocked && isCopiable(seed) && twins?.copying(site.within) !== undefined;
      if (!mayBegin(seed) || (isBlocked && !isCopied)) {
        outcomes.push(this.refusals.refuse(seed, this.options.publicApi === 'dual' ? twins : undefined));
        continue;
      }
      if (isCopied) copied.push(seed);
      else queue.push({ fn: site.within, because: this.steps.begin(seed) });
      outcomes.push(this.migrated(seed, this.ledger.idOf(site.file, site.fact.span, beginning(seed)), isCopied ? 'twinned' : 'migrated'));
    }
    copies?.enter(copied, this.refusals);
    for (const call of twins?.redirected ?? []) queue.push({ fn: call.site.within, because: copies!.enterCall(call) });
    for (let i = 0; i < queue.length; i++) {
      const { fn: id, because, kind } = queue[i]!;
      const fn = this.linked.fns[id]!;
      const own = this.makeAsync(fn, because, kind ?? 'awaits');
      if (own === undefined) continue;
      this.retype(fn, own);
      for (const peer of this.blocks.bonds.peersOf(fn)) queue.push({ fn: peer, because: own, kind: 'same-contract' });
      for (const each of this.blocks.waiting(fn)) queue.push({ fn: each.site.within, because: this.steps.awaitCall(each, own, fn) });
      for (const each of this.bridges?.all ?? []) if (each.fn === fn) this.steps.blockFor(each, own);
    }
    for (const bond of this.followers) this.follow(bond);
    copies?.enterPassages();
    this.tieUp();
    return outcomes;
  }

  /** The end of a site that changes. */
  private migrated({ site, api }: Seed, decision: string, outcome: 'migrated' | 'twinned' = 'migrated'): SiteOutcome {
    const { file, role } = { file: this.linked.files[site.file]!.file, role: this.ledger.source(site.file).role };
    return { file, line: site.fact.line, span: site.fact.span, api, outcome, role, within: this.ledger.pathOf(site.within), decision };
  }

  /** The stubs of an API become stubs of its twin, together with every call that they may be in place for. */
  private follow({ api, twin, makers, reached, existence, resolves, renames, adds }: StubBond): void {
    const replaced = [...reached].map((site) => this.ledger.idOf(site.file, site.fact.span, 'replace-api')).filter((id) => adds === undefined || this.ledger.get(id) !== undefined);
    if (replaced.length === 0) return;
    for (const { file, fact } of makers) {
      const data = adds !== undefined ? { adds: { [adds]: { to: twin.to, existence } } } : renames === undefined ? { to: twin.to, existence, resolves } : { renames: { [renames]: twin.to } };
      const id = this.ledger.add('stub', file, fact.span, api, { kind: 'same-contract', decision: replaced[0]!, at: this.ledger.place(replaced[0]!) }, data);
      const known = this.ledger.get(id)!;
      // all members of one mocked module, or one stand-in, are one decision
      if (adds !== undefined) this.ledger.replace({ ...known, name: api.slice(0, api.lastIndexOf('.')), data: { adds: { ...(known.data!['adds'] as object), [adds]: { to: twin.to, existence } } } });
      if (renames !== undefined) this.ledger.replace({ ...known, name: api.slice(0, api.lastIndexOf('.')), data: { renames: { ...(known.data!['renames'] as Record<string, string>), [renames]: twin.to } } });
      for (const call of replaced) { this.ledger.need(id, call); this.ledger.need(call, id); }
    }
  }

  /** Decision id of `fn` becoming async, or undefined when it needs none or has one. */
  private makeAsync(fn: Fn, because: string, kind: 'awaits' | 'same-contract'): string | undefined {
    if (fn.fact.isAsync || this.becomes.has(fn.id)) {
      const id = this.ledger.idOf(fn.file, fn.fact.span, this.ledger.verdictOf(fn));
      this.ledger.alsoBecause(id, { kind, decision: because, at: this.ledger.place(because) });
      return undefined;
    }
    this.becomes.add(fn.id);
    const top = fn.fact.kind === 'module' ? this.blocks.topLevel(fn.file) : undefined;
    if (top && 'form' in top && top.form === 'top-level-await') return undefined;
    return this.steps.makeAsync(fn, because, kind);
  }

  /** Types that say what `fn` returns follow it. */
  private retype(fn: Fn, own: string): void {
    for (const type of this.blocks.bonds.typesOf(fn)) {
      const file = this.blocks.bonds.fileIndex(type);
      this.ledger.add('retype', file, type.span, type.name, { kind: 'same-contract', decision: own, at: this.ledger.location(file, type.span.start) }, { form: type.form });
    }
  }

  /** Notes which decisions stand or fall together. */
  private tieUp(): void {
    const enclosing = (fn: Fn): string | undefined => {
      const id = this.ledger.idOf(fn.file, fn.fact.span, this.ledger.verdictOf(fn));
      return this.ledger.has(id) ? id : undefined;
    };
    for (const site of this.linked.sites) {
      const within = enclosing(this.linked.fns[site.within]!);
      for (const verdict of ['replace-api', 'add-await', 'offload', 'await', 'loop', 'reject-assertion'] as const) {
        const decision = this.ledger.get(this.ledger.idOf(site.file, site.fact.span, verdict));
        if (decision && within) this.ledger.need(decision.id, within);
      }
    }
    for (const id of this.becomes) {
      const fn = this.linked.fns[id]!;
      const own = enclosing(fn);
      if (!own) continue;
      for (const type of this.blocks.bonds.typesOf(fn)) {
        const retype = this.ledger.idOf(this.blocks.bonds.fileIndex(type), type.span, 'retype');
        this.ledger.need(own, retype);
        this.ledger.need(retype, own);
      }
      for (const peer of this.blocks.bonds.peersOf(fn)) this.ledger.need(own, this.ledger.idOf(this.linked.fns[peer]!.file, this.linked.fns[peer]!.fact.span, 'make-async'));
      for (const { site, use } of this.blocks.waiting(fn)) {
        this.ledger.need(own, this.ledger.idOf(site.file, site.fact.span, waitingVerdict(use)));
      }
    }
  }
}
