// What types add to propagation: functions bound to one contract, calls that only a checker resolves, and what a type error forbids.
import type { SiteFact } from '../core/facts.ts';
import { placeKey, versionKey, type Contract, type Place, type TypePlace, type Typing } from '../core/typing.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';
import { exportPathsOf } from './export-paths.ts';
import type { Obstacle } from './obstacles.ts';
import type { Seed } from './seeds.ts';

export interface BondOptions {
  /** The type checker; none in a repository without types. */
  readonly typing?: Typing;
  /** Functions and calls that would bring a type error, with the compiler's words. */
  readonly refused?: ReadonlyMap<string, string>;
  /** Calls, functions and versions whose migration was seen to change what the program does, with the evidence. */
  readonly verification?: ReadonlyMap<string, string>;
  /** Why a call is not to be migrated in this run; undefined when it is. */
  readonly leftOut?: (place: Place) => string | undefined;
}

export class Bonds {
  private readonly linked: Linked;
  private readonly typing: Typing | undefined;
  private readonly refused: ReadonlyMap<string, string>;
  private readonly verification: ReadonlyMap<string, string>;
  private readonly leftOut: (place: Place) => string | undefined;
  private readonly contracts = new Map<FnId, Contract | undefined>();
  private readonly paths = new Map<number, ReadonlyMap<FnId, readonly (readonly string[])[]>>();
  private readonly byEnd = new Map<string, Fn[]>();
  private readonly fileOf: ReadonlyMap<string, number>;
  private readonly elsewhere = new Set<string>();
  /** A call by function that must not be awaited. */
  private readonly mixed = new Map<FnId, Site>();
  /** Calls of something that is neither a member nor known: `loader(file)`. */
  private readonly openCalls: readonly Site[];
  private readonly openPlaces: readonly Place[];
  /** Calls of members for which value flow found no function of the program, by name. */
  private readonly memberCalls = new Map<string, Site[]>();

  constructor(linked: Linked, { typing, refused, verification, leftOut }: BondOptions) {
    this.linked = linked;
    this.typing = typing;
    this.refused = refused ?? new Map();
    this.verification = verification ?? new Map();
    this.leftOut = leftOut ?? (() => undefined);
    this.fileOf = new Map(linked.files.map(({ file }, index) => [file, index]));
    this.openCalls = typing ? linked.sites.filter((site) => site.fact.member === undefined && site.fact.kind === 'call' && site.targets.size + site.externals.size + site.hosts.length === 0) : [];
    this.openPlaces = this.openCalls.map((site) => this.placeOfSite(site));
    if (typing) {
      for (const site of linked.sites) {
        const { member } = site.fact;
        if (member !== undefined && site.targets.size === 0) this.memberCalls.set(member, [...(this.memberCalls.get(member) ?? []), site]);
      }
      for (const fn of linked.fns) {
        const key = `${linked.files[fn.file]!.file}:${fn.fact.span.end}`;
        this.byEnd.set(key, [...(this.byEnd.get(key) ?? []), fn]);
      }
    }
  }

  /** Functions that must become async together with `fn`. */
  peersOf(fn: Fn): readonly FnId[] {
    return (this.contractOf(fn)?.functions ?? []).flatMap((place) => this.functionAt(place)?.id ?? []);
  }

  /** Types that must follow when `fn` becomes async. */
  typesOf(fn: Fn): readonly TypePlace[] {
    return this.contractOf(fn)?.types ?? [];
  }

  /** Index of a file among the linked ones. */
  fileIndex(place: Place): number {
    return this.fileOf.get(place.file)!;
  }

  /** Somebody calls what the types say `fn` is, if not `fn` itself. */
  isCalledByContract(fn: Fn): boolean {
    return this.peersOf(fn).some((peer) => this.linked.callers[peer]!.length > 0 || this.linked.hostUses[peer]!.length > 0);
  }

  /** What a version beside `fn` brought: a type error, or another program. */
  faultOfVersion(fn: Fn): string | undefined {
    const key = versionKey(this.placeOf(fn));
    const error = this.refused.get(key);
    if (error !== undefined) return `a second version would bring a type error: ${error}`;
    const evidence = this.verification.get(key);
    return evidence === undefined ? undefined : `a second version changed what the program does: ${evidence}`;
  }

  /** Why types, or what was seen of it before, forbid that `fn` becomes async. */
  obstacleOf(fn: Fn): Obstacle | undefined {
    const own = { file: fn.file, at: fn.fact.span.start };
    const evidence = this.verification.get(placeKey(this.placeOf(fn)));
    if (evidence !== undefined) return { code: 'verification', ...own, to: evidence };
    const error = this.refused.get(placeKey(this.placeOf(fn)));
    if (error !== undefined) return { code: 'type-error', ...own, to: error };
    const mixed = this.mixed.get(fn.id);
    if (mixed) return { code: 'unresolved-caller', file: mixed.file, at: mixed.fact.span.start, to: `${this.linked.files[mixed.file]!.file}:${mixed.fact.line}` };
    const contract = this.contractOf(fn);
    if (!contract) return undefined;
    if (contract.refused) return { code: 'typed-contract', ...own, to: contract.refused.to };
    const lost = contract.functions.find((place) => !this.functionAt(place)) ?? contract.types.find((place) => !this.fileOf.has(place.file));
    return lost ? { code: 'typed-contract', ...own, to: lost.file } : undefined;
  }

  /** `seed`, refused when its twin brought a type error, or was seen to change what the program does, or is left out of this run. */
  judgeSeed(seed: Seed): Seed {
    const place = this.placeOfSite(seed.site);
    const key = placeKey(place);
    const evidence = this.verification.get(key);
    const error = evidence ?? this.refused.get(key);
    const leftOut = error === undefined ? this.leftOut(place) : undefined;
    const to = error ?? leftOut;
    if (to === undefined || seed.refused) return seed;
    const { twin: _, ...rest } = seed;
    return { ...rest, refused: { code: leftOut !== undefined ? 'left-out' : evidence === undefined ? 'type-error' : 'verification', to } };
  }

  /** Why a call must stay as it is: what changing it brought before. */
  faultOfCall(site: Site): { readonly code: string; readonly to: string } | undefined {
    const place = this.placeOfSite(site);
    const evidence = this.verification.get(placeKey(place));
    if (evidence !== undefined) return { code: 'verification', to: evidence };
    const error = this.refused.get(placeKey(place));
    return error === undefined ? undefined : { code: 'type-error', to: error };
  }

  /** Asks about calls that may be of `fn`: those that are become known callers, those that can't be are no candidates. */
  settle(fn: Fn, candidates: ReadonlyMap<string, readonly Site[]>): void {
    if (!this.typing || fn.fact.kind === 'module') return;
    const names = new Set([...fn.storedAs.keys(), fn.fact.name, '*']);
    const place = this.placeOf(fn);
    const link = (site: Site, isMixed: boolean): void => {
      if (isMixed) { this.mixed.set(fn.id, site); return; }
      site.targets.add(fn.id);
      (this.linked.callers[fn.id] as Site[]).push(site);
    };
    for (const name of names) {
      for (const site of new Set([...(candidates.get(name) ?? []), ...(this.memberCalls.get(name) ?? [])])) {
        if (site.targets.has(fn.id)) continue;
        const answer = this.typing.mayCall(this.placeOfSite(site), place);
        if (answer === 'no') this.elsewhere.add(`${site.id}:${fn.id}`);
        if (answer === 'yes' || answer === 'mixed') link(site, answer === 'mixed');
      }
    }
    for (const { call, isMixed } of this.typing.callersAmong(this.openPlaces, place)) {
      const site = this.openCalls[call]!;
      if (!site.targets.has(fn.id)) link(site, isMixed);
    }
  }

  /** The checker says that this call is of something else. */
  isElsewhere(site: Site, fn: Fn): boolean {
    return this.elsewhere.has(`${site.id}:${fn.id}`);
  }

  /** The checker says that the receiver is an array. */
  isArray(site: Site): boolean {
    return this.typing?.receiverIsArray(this.placeOfSite(site)) === 'yes';
  }

  private contractOf(fn: Fn): Contract | undefined {
    if (!this.typing || !['function', 'arrow', 'method'].includes(fn.fact.kind)) return undefined;
    if (!this.contracts.has(fn.id)) this.contracts.set(fn.id, this.typing.contractOf(this.placeOf(fn), this.exportPaths(fn)));
    return this.contracts.get(fn.id);
  }

  private exportPaths(fn: Fn): readonly (readonly string[])[] {
    let paths = this.paths.get(fn.file);
    if (!paths) this.paths.set(fn.file, (paths = exportPathsOf(this.linked, fn.file)));
    return paths.get(fn.id) ?? [];
  }

  private functionAt({ file, span }: Place): Fn | undefined {
    const near = [0, 1, -1, 2, -2].flatMap((off) => this.byEnd.get(`${file}:${span.end + off}`) ?? []);
    return near.sort((a, b) => Math.abs(a.fact.span.start - span.start) - Math.abs(b.fact.span.start - span.start))[0];
  }

  private placeOf({ file, fact }: Fn): Place {
    return { file: this.linked.files[file]!.file, span: fact.span };
  }

  private placeOfSite({ file, fact }: { readonly file: number; readonly fact: SiteFact }): Place {
    return { file: this.linked.files[file]!.file, span: fact.span };
  }
}
