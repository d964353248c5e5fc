// The decisions about races of a whole program: which functions take turns, which loops walk through a copy, and what a person must look at.
import type { GuardData } from '../../core/guards.ts';
import type { Decision, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import { spanKey, type ScannedRepo, type SourceFile, type Span } from '../../core/source.ts';
import type { Race } from '../../facts/races/find-races.ts';
import { sectionOf, type Section } from '../../facts/races/section.ts';
import type { Fn, Linked } from '../../resolve/linked.ts';
import type { Node } from '../../syntax/node.ts';
import { ParseError } from '../../syntax/parse.ts';
import type { BondOptions } from '../bonds.ts';
import type { Decided } from '../decide.ts';
import { refusedPlace } from '../file-by-file.ts';
import { judgedPlace } from '../judged-place.ts';
import { FileRaces, type Group, type Iteration } from './groups.ts';
import { Starts } from './overlap.ts';
import { ownerOf, type Owner } from './owner.ts';
import { Reentry, type Reached } from './reentry.ts';
import { interleavingsOf } from './schedules.ts';

/** The name that plans carry. */
export const GUARD_RACES = 'guard-races';

export interface GuardOptions extends Pick<BondOptions, 'refused' | 'leftOut' | 'verification'> {
  readonly limits: Limits;
}

interface Refusal {
  readonly code: string;
  readonly to?: string;
}

/** A group with all that has to be known of it. */
interface Candidate {
  readonly file: number;
  readonly races: FileRaces;
  readonly group: Group;
  readonly fns: readonly (Fn | undefined)[];
  readonly sections: readonly (Section | string)[];
  readonly reached: readonly (Reached | undefined)[];
  readonly owner: Owner | undefined;
  refusal?: Refusal;
}

export function planGuards(linked: Linked, repo: Pick<ScannedRepo, 'files'>, options: GuardOptions): Decided {
  return new Guards(linked, repo, options).decide();
}

class Guards {
  private readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly options: GuardOptions;
  private readonly files = new Map<number, FileRaces | undefined>();
  private readonly starts: Starts;
  private readonly reentry: Reentry;
  private readonly fnAt = new Map<string, Fn>();
  private readonly decisions: Decision[] = [];
  private readonly sites: SiteOutcome[] = [];

  constructor(linked: Linked, repo: Pick<ScannedRepo, 'files'>, options: GuardOptions) {
    this.linked = linked;
    this.options = options;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
    for (const fn of linked.fns) if (fn.fact.kind !== 'module') this.fnAt.set(`${fn.file} ${spanKey(fn.fact.span)}`, fn);
    this.starts = new Starts(linked, (file) => this.source(file)?.role === 'test');
    this.reentry = new Reentry(linked, (fn) => this.races(fn.file)?.functions.find((node) => spanKey(node) === spanKey(fn.fact.span)), (file, span) => this.races(file)?.calls.get(spanKey(span)), (file) => this.source(file)?.text ?? '');
  }

  decide(): Decided {
    const candidates: Candidate[] = [];
    const loops: { file: number; iteration: Iteration }[] = [];
    for (const file of this.linked.files.keys()) {
      const source = this.source(file);
      // tests run one after the other, and what their runner does with them is its own business
      if (!source || source.role === 'test' || source.dialect === 'dts' || !/\bawait\b/.test(source.text)) continue;
      const races = this.races(file);
      if (!races) continue;
      candidates.push(...races.groups().map((group) => this.candidate(file, races, group)));
      loops.push(...races.iterations().map((iteration) => ({ file, iteration })));
    }
    const open = candidates.filter(({ group }) => group.members.some((each) => each.races.length > 0));
    for (const each of open) each.refusal = this.refusalOf(each)!;
    this.refuseCircles(open);
    for (const each of open) this.enterGroup(each);
    for (const { file, iteration } of loops) this.enterLoop(file, iteration);
    const byPlace = <T extends { file: string; span: { start: number; end: number } }>(a: T, b: T): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start || b.span.end - a.span.end);
    return { decisions: this.decisions.sort(byPlace), sites: this.sites.sort(byPlace), notes: [] };
  }

  private source(file: number): SourceFile | undefined {
    return this.sources.get(this.linked.files[file]!.file);
  }

  private races(file: number): FileRaces | undefined {
    if (!this.files.has(file)) {
      const source = this.source(file);
      let races: FileRaces | undefined;
      try {
        races = source && new FileRaces(source);
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
      }
      this.files.set(file, races);
    }
    return this.files.get(file);
  }

  private fnOf(file: number, node: Node): Fn | undefined {
    return this.fnAt.get(`${file} ${spanKey(node)}`);
  }

  /** A function that only runs while another one has its turn needs none of its own. */
  private uncovered(file: number, races: FileRaces, group: Group): Group {
    const sections = new Map(group.members.map(({ fn }) => [fn, sectionOf(fn, group.cells, races.accesses, races.names)]));
    const held = [...races.tasks];
    let members = group.members;
    for (const member of group.members) {
      const fn = this.fnOf(file, member.fn);
      const others = [...held, ...members.filter((each) => each !== member).map((each) => sections.get(each.fn)!)].filter((each) => typeof each !== 'string');
      if (fn && others.length > 0 && this.isCalledInTurn(fn, file, others)) members = members.filter((each) => each !== member);
    }
    return { ...group, members };
  }

  private candidate(file: number, races: FileRaces, all: Group): Candidate {
    const group = this.uncovered(file, races, all);
    const sections = group.members.map(({ fn }) => sectionOf(fn, group.cells, races.accesses, races.names));
    const reached = sections.map((section) => (typeof section === 'string' ? undefined : this.reentry.of(file, section, section.nodes)));
    return { file, races, group, fns: group.members.map(({ fn }) => this.fnOf(file, fn)), sections, reached, owner: ownerOf(group, races) };
  }

  private refusalOf({ file, group, fns, sections, reached, owner, races }: Candidate): Refusal | undefined {
    const own = fns.filter((fn) => fn !== undefined);
    if (own.length < fns.length) return { code: 'race-form', to: 'it is not understood' };
    const writers = group.writers.map(({ fn }) => this.fnOf(file, fn)).filter((fn) => fn !== undefined);
    if (!this.starts.mayOverlap(own)) {
      if (writers.length === 0 || !this.starts.mayOverlap([...own, ...writers])) return { code: 'race-alone' };
      return this.writerOf(group, races);
    }
    const formless = sections.find((section) => typeof section === 'string');
    if (formless !== undefined) return { code: 'race-form', to: formless as string };
    if (!owner) return { code: 'race-form', to: 'they share no object by which they could know whose turn it is' };
    const reach = reached.map((each) => each!);
    const stuck = reach.find((each) => each.stuck !== undefined)?.stuck;
    if (stuck !== undefined) return { code: 'race-stuck', to: stuck };
    const again = own.find((fn) => reach.some((each) => each.fns.has(fn.id)));
    if (again) return { code: 'race-reentrant', to: again.fact.name || 'the function' };
    const unknown = reach.find((each) => each.unknown !== undefined)?.unknown;
    if (unknown !== undefined) return { code: 'race-unknown-call', to: unknown };
    const overlappingWriters = group.writers.filter(({ fn }) => {
      const writer = this.fnOf(file, fn);
      // what only members call takes its turn with them
      return !writer || !this.isCalledInTurn(writer, file, sections as readonly Section[]);
    });
    return overlappingWriters.length > 0 ? this.writerOf({ ...group, writers: overlappingWriters }, races) : undefined;
  }

  private writerOf({ writers }: Group, { lineOf }: FileRaces): Refusal {
    return { code: 'race-writer', to: writers.map(({ node }) => `line ${lineOf(node.start)}`).join(', ') };
  }

  private isCalledInTurn(writer: Fn, file: number, sections: readonly Span[]): boolean {
    const callers = this.linked.callers[writer.id]!;
    if (writer.isPublic || writer.escapes.length > 0 || this.linked.hostUses[writer.id]!.length > 0 || callers.length === 0) return false;
    return callers.every((site) => site.file === file && sections.some(({ start, end }) => start <= site.fact.span.start && site.fact.span.end <= end));
  }

  /** Two groups that wait for one another in different orders can each wait for ever. */
  private refuseCircles(candidates: readonly Candidate[]): void {
    const left = candidates.filter(({ refusal }) => !refusal);
    const leads = (from: Candidate, to: Candidate): boolean => from.reached.some((reached) => to.fns.some((fn) => reached!.fns.has(fn!.id)));
    const reaches = (from: Candidate, to: Candidate, seen: Set<Candidate>): boolean => left.some((next) => !seen.has(next) && leads(from, next) && (next === to || (seen.add(next), reaches(next, to, seen))));
    for (const each of left) if (reaches(each, each, new Set())) each.refusal = { code: 'race-reentrant', to: 'another function that takes turns' };
  }

  private enterGroup(candidate: Candidate): void {
    const { file, group, sections, owner, refusal, races } = candidate;
    const source = this.source(file)!;
    const places = group.members.map(({ fn }) => ({ file: source.id, span: { start: fn.start, end: fn.end } }));
    const limited = places.map((place) => this.limited(place)).find((found) => found !== undefined);
    const against = refusal ?? limited ?? this.directiveAt(file, group.members.map(({ fn }) => fn), races);
    const ids: string[] = [];
    for (const [index, { fn, races: own }] of group.members.entries()) {
      const [race] = own;
      if (!race && against) continue;
      const name = `${this.fnOf(file, fn)?.fact.name || 'a function'} (${[...new Set((race ? own : group.members.flatMap((each) => each.races)).map(({ cell }) => cell.text))].join(', ')})`;
      const shown = race ?? group.members.find((each) => each.races.length > 0)!.races[0]!;
      const interleavings = interleavingsOf(shown, races.lineOf);
      const section = sections[index]!;
      const data: GuardData | undefined = against || typeof section === 'string' ? undefined : { form: 'section', part: { start: section.start, end: section.end }, shape: section.shape, owner: owner!.text, ...(owner!.declare && index === 0 && { declare: owner!.declare }), interleavings };
      ids.push(this.enter(source, fn, name, shown, data ?? against!, { interleavings, races }, race !== undefined));
    }
    // half of a group that takes turns protects nothing
    if (!against && ids.length > 1) for (const [at, decision] of this.decisions.entries()) if (ids.includes(decision.id)) this.decisions[at] = { ...decision, needs: ids.filter((id) => id !== decision.id) };
  }

  private enterLoop(file: number, { fn, race, isOwn, isSure, writers, atTop }: Iteration): void {
    const source = this.source(file)!;
    const races = this.races(file)!;
    const own = this.fnOf(file, fn);
    const others = writers.map((node) => this.fnOf(file, node)).filter((each) => each !== undefined);
    const mayMix = !own || this.starts.mayOverlap([own, ...others], atTop);
    const loop: Node = race.first['parent'];
    const inLoop = this.reentry.of(file, loop['body'], [loop['body']]);
    const place = { file: source.id, span: { start: race.first.start, end: race.first.end } };
    const against: Refusal | undefined = !mayMix ? { code: 'race-alone' } : isOwn || others.some(({ id }) => inLoop.fns.has(id)) ? { code: 'race-own-change' }
      : inLoop.open !== undefined ? { code: 'race-unknown-change', to: inLoop.open }
      : !isSure ? { code: 'race-form', to: `${race.cell.text} may be something whose values come one by one` } : this.limited(place) ?? this.directiveAt(file, [race.first], races);
    const interleavings = interleavingsOf(race, races.lineOf);
    const name = `${own?.fact.name || 'a loop'} (${race.cell.text})`;
    this.enter(source, race.first, name, race, against ?? { form: 'snapshot', part: place.span, interleavings }, { interleavings, races }, true);
  }

  private limited(place: { readonly file: string; readonly span: { readonly start: number; readonly end: number } }): Refusal | undefined {
    return refusedPlace(place, this.options.limits, this.options);
  }

  private directiveAt(file: number, nodes: readonly Node[], { lineOf }: FileRaces): Refusal | undefined {
    const lines = new Set(nodes.map(({ start }) => lineOf(start)));
    const said = this.linked.files[file]!.directives.find(({ kind, target }) => kind === 'ignore-next-line' && lines.has(target));
    return said && { code: 'directive', to: said.text };
  }

  private enter(source: SourceFile, node: Node, name: string, race: Race, what: GuardData | Refusal, { interleavings, races }: { readonly interleavings: GuardData['interleavings']; readonly races: FileRaces }, isSite: boolean): string {
    const refusal = 'code' in what ? { ...what, at: race.wait } : undefined;
    const target = 'form' in what && what.form === 'snapshot' ? 'a copy' : 'turns';
    const { decision, site } = judgedPlace(source, races.lineOf, GUARD_RACES, { node, name, verdict: 'guard', target, obstacle: refusal, data: refusal ? { interleavings } : { ...(what as GuardData) } });
    this.decisions.push(decision);
    if (isSite) this.sites.push(site);
    return decision.id;
  }
}
