// Which functions stay and get an asynchronous version beside them, for the callers that can wait.
import type { DefinitionFact } from '../core/facts.ts';
import type { PublicApiPolicy } from '../core/plan.ts';
import { lineOf, type ScannedRepo } from '../core/source.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';
import type { Blocks } from './blocks.ts';
import { copyOf } from './copies.ts';
import { Growth } from './growth.ts';
import { returnsPromise, siteObstacle } from './obstacles.ts';
import type { Seed } from './seeds.ts';
import { sharesState } from './shared-state.ts';
import { isMocked } from './mocked.ts';
import { sitesWithin } from './sites-within.ts';
import { dropBlocking } from './still-blocks.ts';
import { TwinNames } from './twin-names.ts';
import { Passages, Reach, type Redirect, type Route } from './twin-reach.ts';

/** A version of more lines than this is no small addition any more. */
const MOST_LINES = 60;
/** So many lines may be copied for one another. */
const MOST_LINES_TOGETHER = 120;
/** For each call that waits in them. */
const MOST_FUNCTIONS = 3;
/** Of one version where a public API is to be doubled. */
const MOST_LINES_OF_DUAL = 200;

/** Obstacles that stand against a second version as well: what the function is, or what a person said about it. */
const ALSO_OF_TWINS = new Set(['constructor', 'accessor', 'generator', 'implicit-call', 'await-identifier', 'type-predicate', 'directive', 'decorator', 'rewired', 'dynamic-code', 'returns-promise', 'works-at-once', 'type-error', 'typed-contract', 'foreign-base', 'parameter-default']);

/** Reasons that say: it is called by itself, between any two waits of others. */
const EVENTS = new Set(['timer-callback', 'node-callback', 'listener', 'foreign-callback', 'shared-state']);

/** A stub in a test is in place for the call that stays, and not for a copy of it. */
export const isCopiable = (seed: Seed): boolean => seed.twin !== undefined && (seed.stubs ?? []).length === 0;

/** A call that becomes one of a version. */
export interface RedirectedCall {
  readonly site: Site;
  readonly callee: FnId;
  readonly redirect: Redirect;
}

/** A function that stays and gets a version beside it. */
export interface Twin {
  readonly fn: Fn;
  readonly definition: DefinitionFact;
  readonly name: string;
  /** Functions that wait in the copy: the function itself and some of those inside of it. */
  readonly copied: ReadonlySet<FnId>;
  /** Calls in the copy of functions that have a version, too. */
  readonly calls: readonly RedirectedCall[];
  /** What makes it a member of the public API; nothing under `keep`. */
  readonly publicly: readonly Route[];
}

interface Candidate extends Omit<Twin, 'calls'> {
  readonly reach: Reach;
  readonly lines: number;
}

export interface TwinOptions {
  readonly publicApi: PublicApiPolicy;
  readonly seeds: readonly Seed[];
  readonly blocks: Blocks;
}

export class Twins {
  /** The functions that get a version. */
  readonly chosen = new Map<FnId, Twin>();
  /** Calls in functions that become async by themselves. */
  readonly redirected: RedirectedCall[] = [];
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly options: TwinOptions;
  private readonly names: TwinNames;
  private readonly texts: ReadonlyMap<string, string>;
  private readonly candidates = new Map<FnId, Candidate>();
  private readonly reasons = new Map<FnId, string>();

  constructor(linked: Linked, repo: ScannedRepo, options: TwinOptions) {
    this.linked = linked;
    this.repo = repo;
    this.options = options;
    this.names = new TwinNames(linked, repo);
    this.texts = new Map(repo.files.map(({ id, text }) => [id, text]));
    const growth = new Growth(linked, options.publicApi);
    const context = { linked, passages: new Passages(linked, (file) => options.blocks.fixed(file) === undefined), names: this.names, growth, textOf: this.textOf };
    for (const id of [...options.blocks.of.keys()].sort((a, b) => a - b)) {
      const fn = linked.fns[id]!;
      const definition = this.definitionOf(fn);
      const reason = this.obstacleTo(fn, definition, growth);
      if (reason !== undefined || !definition) { this.reasons.set(id, reason ?? ''); continue; }
      const reach = new Reach(fn, definition, context);
      this.candidates.set(id, { fn, definition, name: this.names.of(definition.name)!, copied: copyOf(fn, linked, options.blocks), publicly: options.publicApi === 'keep' ? [] : reach.publicly, reach, lines: this.linesOf(fn) });
    }
    this.choose();
  }

  /** Why `fn`, which stays, has no version; for those that have none. */
  reasonAgainst(fn: FnId): string | undefined {
    return this.reasons.get(fn) ?? (this.candidates.has(fn) && !this.chosen.has(fn) ? 'nobody who can wait is seen to call it' : undefined);
  }

  /** The name of the version of what is called `name`. */
  nameOf(name: string): string {
    return this.names.of(name) ?? name;
  }

  /** The version whose copy holds `fn` in a form that waits. */
  copying(fn: FnId): Twin | undefined {
    for (let id = fn; id >= 0; id = this.outside(id)) {
      const twin = this.chosen.get(id);
      if (twin) return twin.copied.has(fn) ? twin : undefined;
    }
    return undefined;
  }

  private readonly textOf = (file: number): string => this.texts.get(this.linked.files[file]!.file)!;

  private definitionOf(fn: Fn): DefinitionFact | undefined {
    return this.linked.files[fn.file]!.definitions.find((each) => each.fn === fn.fact.index);
  }

  private linesOf({ file, fact }: Fn): number {
    const text = this.textOf(file);
    return lineOf(text, fact.span.end).line - lineOf(text, fact.span.start).line + 1;
  }

  /** Index of the function around `fn`, -1 at the top level. */
  private outside(fn: FnId): FnId {
    const { fact } = this.linked.fns[fn]!;
    return fact.within < 0 ? -1 : fn - fact.index + fact.within;
  }

  private obstacleTo(fn: Fn, definition: DefinitionFact | undefined, growth: Growth): string | undefined {
    const { fact } = fn;
    const { blocks } = this.options;
    const block = blocks.of.get(fn.id)!;
    const fixed = blocks.fixed(fn.file);
    if (fixed) return fixed.to;
    if (!['function', 'arrow', 'method'].includes(fact.kind) || fact.isAsync || fact.isGenerator || fn.constructed) return 'it is no plain function';
    if (returnsPromise(this.linked, fn) !== 'never') return 'it returns a promise';
    const code = 'obstacle' in block ? block.obstacle.code : fact.obstacle;
    if (code !== undefined && ALSO_OF_TWINS.has(code)) return `the same stands against a second version (${code})`;
    if (fn.escapes.some(({ reason }) => ALSO_OF_TWINS.has(reason))) return 'it is used in a way that a second version could not be';
    const runsAtAnyTime = fn.escapes.some(({ reason }) => EVENTS.has(reason)) || this.linked.hostUses[fn.id]!.some(({ host }) => host === 'fire' || host === 'handler');
    if (runsAtAnyTime && sharesState(fn, this.linked, blocks.firstWait(fn.id))) return 'it changes outer state, and also runs as a callback while a version would wait';
    const fault = blocks.bonds.faultOfVersion(fn);
    if (fault !== undefined) return fault;
    if (blocks.bonds.peersOf(fn).length > 0) return 'a type that other functions share says what it returns';
    if (!definition) return 'it is defined in a form that has no place for a second version';
    const existing = this.names.existing(fn, definition.name);
    if (existing) return `${existing.fact.name} is there already`;
    if (this.names.of(definition.name) === undefined) return 'no name for a second version is free';
    if (definition.base >= 0) {
      const objects = [...this.linked.solver.values(this.linked.nodeOf(fn.file, definition.base))];
      const obstacles = objects.length === 0 ? ['what it is stored in is not known'] : objects.flatMap((obj) => growth.obstacle(obj) ?? []);
      if (obstacles[0] !== undefined) return obstacles[0];
    }
    const lines = this.linesOf(fn);
    return lines > (this.options.publicApi === 'dual' ? MOST_LINES_OF_DUAL : MOST_LINES) ? `a second version would copy ${lines} lines` : undefined;
  }

  /** How a call that may wait can be one of the version of what it calls. */
  private redirect(site: Site, inCopy: boolean): { callee: FnId; redirect: Redirect } | undefined {
    const { fact } = site;
    const [callee] = site.targets;
    const candidate = callee === undefined ? undefined : this.candidates.get(callee);
    if (!candidate || site.targets.size !== 1 || site.unknown || site.externals.size > 0 || site.hosts.length > 0 || fact.kind !== 'call' || fact.optional) return undefined;
    if (siteObstacle(site, this.linked, candidate.fn) || isMocked(site.file, candidate.fn.file, this.linked)) return undefined;
    const redirect = candidate.reach.redirect(site, inCopy);
    return redirect && { callee: callee!, redirect };
  }

  private choose(): void {
    const { candidates } = this;
    const inCopies = new Map<FnId, { site: Site; callee: FnId; redirect: Redirect }[]>();
    for (const { fn, copied, definition } of candidates.values()) {
      const calls = this.sitesIn(copied).flatMap((site) => { const found = this.redirect(site, true); return found ? [{ site, ...found }] : []; });
      const ofItself = calls.filter(({ site }) => site.file === fn.file && site.fact.callee === definition.self).length;
      if (ofItself === definition.selfUses) inCopies.set(fn.id, calls);
      else this.reasons.set(fn.id, 'it uses itself as a value');
    }
    for (const id of this.reasons.keys()) candidates.delete(id);
    const filled = this.filled(inCopies);
    const { seeds, blocks } = this.options;
    dropBlocking(filled, {
      waiting: (id) => candidates.get(id)!.copied, redirected: (id) => inCopies.get(id)!,
      seeds: new Set(seeds.map(({ site }) => site)), fixed: new Set(seeds.flatMap((seed) => (isCopiable(seed) ? [] : [seed.site]))),
    }, this.linked, blocks);
    const outside = this.waitingCalls().filter(({ callee }) => filled.has(callee));
    const useful = new Set<FnId>();
    const queue: FnId[] = [...outside.map(({ callee }) => callee), ...[...filled].filter((id) => candidates.get(id)!.publicly.length > 0)];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (useful.has(id)) continue;
      useful.add(id);
      for (const { callee } of inCopies.get(id)!) if (filled.has(callee)) queue.push(callee);
    }
    this.dropLarge(useful, inCopies);
    // what is inside of a copied function is copied with it
    const isInside = (id: FnId): boolean => { for (let up = this.outside(id); up >= 0; up = this.outside(up)) if (useful.has(up)) return true; return false; };
    for (const id of [...useful].filter((each) => !isInside(each)).sort((a, b) => a - b)) {
      const { reach: _reach, lines: _lines, ...candidate } = candidates.get(id)!;
      this.chosen.set(id, { ...candidate, calls: inCopies.get(id)!.filter(({ callee }) => useful.has(callee) && !isInside(callee)) });
    }
    this.redirected.push(...outside.filter(({ callee }) => this.chosen.has(callee)));
  }

  /** Calls that stand in one of `functions`. */
  private sitesIn(functions: ReadonlySet<FnId>): Site[] {
    return [...functions].flatMap((id) => sitesWithin(this.linked, id));
  }

  /** Candidates whose copy would wait for something. */
  private filled(inCopies: ReadonlyMap<FnId, readonly { callee: FnId }[]>): Set<FnId> {
    const seeded = new Set(this.options.seeds.flatMap((seed) => (isCopiable(seed) ? [seed.site.within] : [])));
    const filled = new Set([...this.candidates.values()].filter(({ copied }) => [...copied].some((id) => seeded.has(id))).map(({ fn }) => fn.id));
    for (let grew = true; grew; ) {
      grew = false;
      for (const [id, calls] of inCopies) {
        if (filled.has(id) || !calls.some(({ callee }) => filled.has(callee))) continue;
        filled.add(id);
        grew = true;
      }
    }
    return filled;
  }

  /** Calls in functions that can wait by themselves; tests go on testing the function that stays. */
  private waitingCalls(): RedirectedCall[] {
    const { linked, options: { blocks } } = this;
    const roles = new Map(this.repo.files.map(({ id, role }) => [id, role]));
    return linked.sites.flatMap((site) => {
      if (!blocks.wanted.has(site.within) || blocks.of.has(site.within) || roles.get(linked.files[site.file]!.file) === 'test') return [];
      const found = this.redirect(site, false);
      return found ? [{ site, ...found }] : [];
    });
  }

  /** Versions that need one another are few lines together, or are not made at all. */
  private dropLarge(useful: Set<FnId>, inCopies: ReadonlyMap<FnId, readonly { callee: FnId }[]>): void {
    if (this.options.publicApi === 'dual') return;
    const linkedTo = new Map<FnId, Set<FnId>>([...useful].map((id) => [id, new Set()]));
    for (const id of useful) for (const { callee } of inCopies.get(id)!) if (useful.has(callee)) { linkedTo.get(id)!.add(callee); linkedTo.get(callee)!.add(id); }
    const seen = new Set<FnId>();
    for (const start of [...useful]) {
      if (seen.has(start)) continue;
      const group = [start];
      seen.add(start);
      for (const id of group) for (const other of linkedTo.get(id)!) if (!seen.has(other)) { seen.add(other); group.push(other); }
      const lines = group.reduce((sum, id) => sum + this.candidates.get(id)!.lines, 0);
      const copied = new Set(group.flatMap((id) => [...this.candidates.get(id)!.copied]));
      const calls = this.options.seeds.filter((seed) => isCopiable(seed) && copied.has(seed.site.within)).length;
      if (lines <= MOST_LINES_TOGETHER && group.length <= MOST_FUNCTIONS * calls) continue;
      for (const id of group) { useful.delete(id); this.reasons.set(id, `${group.length} functions of ${lines} lines would be copied for ${calls === 1 ? 'one call' : `${calls} calls`}`); }
    }
  }
}
