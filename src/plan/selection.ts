// The part of a plan that a person chose: every answer takes along what depends on it, so that any part is whole.
import type { MigrationPlan } from '../core/plan.ts';
import { Dependence } from './dependence.ts';

/** What is known of one change: `dropped` ones fall with a refused one. */
export type Answer = 'open' | 'accepted' | 'refused' | 'dropped';

const OPEN = 0;
const ACCEPTED = 1;
const REFUSED = 2;

/** Answers to the changes of one plan. */
export class Selection {
  readonly dependence: Dependence;
  private readonly answers: Uint8Array;
  private fallen: Uint8Array;
  private units: Int32Array | undefined;

  constructor(plan: MigrationPlan) {
    this.dependence = new Dependence(Object.values(plan.files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict !== 'keep')));
    this.answers = this.dependence.marks();
    this.fallen = this.dependence.marks();
  }

  /** The answer to a change; undefined for what changes nothing. */
  answer(id: string): Answer | undefined {
    const index = this.dependence.indexOf(id);
    if (index === undefined) return undefined;
    if (this.answers[index] === REFUSED) return 'refused';
    if (this.fallen[index]) return 'dropped';
    return this.answers[index] === ACCEPTED ? 'accepted' : 'open';
  }

  /** True when a change is neither refused nor fallen. */
  stands(id: string): boolean {
    const index = this.dependence.indexOf(id);
    return index !== undefined && !this.fallen[index];
  }

  /** Accepts changes with all they need; refusals that stand in the way are taken back. Answers what it accepted anew. */
  accept(ids: Iterable<string>): readonly string[] {
    const fresh: string[] = [];
    const pulled = this.dependence.pull(this.dependence.indexes(ids), this.fallen);
    for (let i = 0; i < pulled.length; i++) {
      if (!pulled[i] || this.answers[i] === ACCEPTED) continue;
      this.answers[i] = ACCEPTED;
      fresh.push(this.dependence.decisions[i]!.id);
    }
    this.settle();
    return fresh;
  }

  /** Refuses changes, and drops all that falls with them. Answers what fell anew. */
  refuse(ids: Iterable<string>): readonly string[] {
    const before = this.fallen;
    for (const index of this.dependence.indexes(ids)) this.answers[index] = REFUSED;
    this.settle();
    return this.dependence.decisions.filter((_, i) => this.fallen[i] && !before[i]).map(({ id }) => id);
  }

  /** Back to the question: as if these had never been answered. */
  reopen(ids: Iterable<string>): void {
    for (const index of this.dependence.indexes(ids)) this.answers[index] = OPEN;
    this.settle();
  }

  /** Changes that refusing `ids` would drop besides them, with those that stand now. */
  dropsWith(ids: readonly string[]): readonly string[] {
    return this.beyond(ids, this.dependence.fall(this.dependence.indexes(ids)), (i) => !this.fallen[i]);
  }

  /** Changes that accepting `ids` would accept besides them: those that are open, and those that fell. */
  needsWith(ids: readonly string[]): readonly string[] {
    return this.beyond(ids, this.dependence.pull(this.dependence.indexes(ids), this.fallen), (i) => this.answers[i] !== ACCEPTED);
  }

  /** All changes that stand or fall with one of `ids` in some way. */
  unitOf(ids: Iterable<string>): readonly string[] {
    this.units ??= this.dependence.units();
    const wanted = new Set(this.dependence.indexes(ids).map((index) => this.units![index]!));
    return this.dependence.decisions.filter((_, i) => wanted.has(this.units![i]!)).map(({ id }) => id);
  }

  /** What is carried out when it ends here: what was accepted, which stands without any other. */
  chosen(): ReadonlySet<string> {
    return new Set(this.dependence.decisions.filter((_, i) => this.answers[i] === ACCEPTED).map(({ id }) => id));
  }

  private beyond(ids: readonly string[], marks: Uint8Array, counts: (index: number) => boolean): string[] {
    const own = new Set(ids);
    return this.dependence.decisions.filter(({ id }, i) => marks[i] && counts(i) && !own.has(id)).map(({ id }) => id);
  }

  private settle(): void {
    const refused: number[] = [];
    const open: number[] = [];
    for (let i = 0; i < this.answers.length; i++) if (this.answers[i] === REFUSED) refused.push(i);
    this.fallen = this.dependence.fall(refused);
    // what only a refused change led to is a question again, unless it fell
    for (let i = 0; i < this.answers.length; i++) if (this.fallen[i] || this.answers[i] !== ACCEPTED) open.push(i);
    const alone = this.dependence.fall(open);
    for (let i = 0; i < this.answers.length; i++) if (alone[i] && this.answers[i] === ACCEPTED) this.answers[i] = OPEN;
  }
}
