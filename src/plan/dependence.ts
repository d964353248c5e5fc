// What stands or falls together in a plan: which changes fall with which, and which have to come with which.
import { isRoot, type Decision } from '../core/plan.ts';
import { passOf } from './passes.ts';

/**
 * A change that is worth something by itself: a call that blocks no more, a call of a version instead of the function, a
 * version that is handed to the outside. Everything else is there for such a change.
 */
const isReason = ({ verdict, cause, data }: Decision): boolean =>
  data?.['copy'] === undefined && (isRoot({ verdict, cause }) || (verdict === 'await' && data?.['callee'] !== undefined) || (verdict === 'twin' && data?.['public'] === true));

/** Decisions as numbers, so that a plan of many thousand changes is walked through in a millisecond. */
export class Dependence {
  readonly decisions: readonly Decision[];
  private readonly byId: ReadonlyMap<string, number>;
  private readonly needs: readonly (readonly number[])[];
  private readonly neededBy: readonly (readonly number[])[];
  /** Those of the same file in earlier passes, and in later ones; decisions of one pass share the list. */
  private readonly before: readonly (readonly number[])[];
  private readonly after: readonly (readonly number[])[];
  private readonly reasons: readonly number[];
  /** 1 for each decision that some reason leads to. */
  private readonly led: Uint8Array;

  constructor(decisions: Iterable<Decision>) {
    this.decisions = [...decisions];
    this.byId = new Map(this.decisions.map(({ id }, index) => [id, index]));
    this.needs = this.decisions.map((decision) => this.indexes(decision.needs));
    const neededBy: number[][] = this.decisions.map(() => []);
    for (const [index, needs] of this.needs.entries()) for (const need of needs) neededBy[need]!.push(index);
    this.neededBy = neededBy;
    // a later pass works on the text that all earlier changes of the file make
    this.before = besides(this.decisions, (other, own) => other < own);
    this.after = besides(this.decisions, (other, own) => other > own);
    this.reasons = this.decisions.flatMap((decision, index) => (isReason(decision) ? [index] : []));
    this.led = this.marks();
    this.reach(this.reasons, this.needs, this.led);
  }

  get size(): number {
    return this.decisions.length;
  }

  /** The number of a decision; undefined when it changes nothing or is of another plan. */
  indexOf(id: string): number | undefined {
    return this.byId.get(id);
  }

  /** Numbers of those `ids` that are known. */
  indexes(ids: Iterable<string>): number[] {
    const found: number[] = [];
    for (const id of ids) {
      const index = this.byId.get(id);
      if (index !== undefined) found.push(index);
    }
    return found;
  }

  /** One mark for each decision, all 0. */
  marks(): Uint8Array {
    return new Uint8Array(this.size);
  }

  /** Marks all that falls when `start` falls: what needs it, and what nothing but it led to. */
  fall(start: Iterable<number>): Uint8Array {
    const fallen = this.marks();
    this.reach(start, this.neededBy, fallen, this.after);
    for (;;) {
      const led = this.marks();
      this.reach(this.reasons.filter((reason) => !fallen[reason]), this.needs, led);
      // the await of a call that waits for nothing any more
      const orphans: number[] = [];
      for (let i = 0; i < this.size; i++) if (this.led[i] && !led[i] && !fallen[i]) orphans.push(i);
      if (orphans.length === 0) return fallen;
      this.reach(orphans, this.neededBy, fallen, this.after);
    }
  }

  /**
   * Marks all that has to be carried out with `start`: what it needs, and for each of these a reason that leads to it,
   * one that `avoid` does not mark where there is one.
   */
  pull(start: readonly number[], avoid: Uint8Array): Uint8Array {
    const pulled = this.marks();
    this.reach(start, this.needs, pulled, this.before);
    const led = this.marks();
    this.reach(this.reasons.filter((reason) => pulled[reason]), this.needs, led);
    const waiting = [...start];
    for (let i = 0; i < this.size; i++) if (pulled[i]) waiting.push(i);
    for (const index of waiting) {
      if (led[index] || !this.led[index]) continue;
      const reason = this.nearestReason(index, avoid);
      this.reach([reason], this.needs, led);
      for (const each of this.reach([reason], this.needs, pulled, this.before)) waiting.push(each);
    }
    return pulled;
  }

  /** The number of the unit of each decision: two are in one unit when a chain of needs, or a file with several passes, connects them. */
  units(): Int32Array {
    const unit = new Int32Array(this.size).fill(-1);
    const walked = new Set<readonly number[]>();
    for (let i = 0; i < this.size; i++) {
      if (unit[i]! >= 0) continue;
      unit[i] = i;
      for (const found = [i]; found.length > 0; ) {
        const at = found.pop()!;
        for (const list of [this.needs[at]!, this.neededBy[at]!, this.before[at]!, this.after[at]!]) {
          if (walked.has(list)) continue;
          walked.add(list);
          for (const other of list) {
            if (unit[other]! >= 0) continue;
            unit[other] = i;
            found.push(other);
          }
        }
      }
    }
    return unit;
  }

  /** The ids behind marks. */
  idsOf(marks: Uint8Array): Set<string> {
    const ids = new Set<string>();
    for (let i = 0; i < this.size; i++) if (marks[i]) ids.add(this.decisions[i]!.id);
    return ids;
  }

  /** Marks `start` and all that `next` leads to, and `passes` where it is given; answers what was not marked yet. */
  private reach(start: Iterable<number>, next: readonly (readonly number[])[], marks: Uint8Array, passes?: readonly (readonly number[])[]): number[] {
    const found: number[] = [];
    const walked = new Set<readonly number[]>();
    const mark = (index: number): void => {
      if (marks[index]) return;
      marks[index] = 1;
      found.push(index);
    };
    for (const index of start) mark(index);
    for (let i = 0; i < found.length; i++) {
      for (const other of next[found[i]!]!) mark(other);
      const shared = passes?.[found[i]!];
      if (!shared || walked.has(shared)) continue;
      walked.add(shared);
      for (const other of shared) mark(other);
    }
    return found;
  }

  private nearestReason(from: number, avoid: Uint8Array): number {
    for (const allowed of [(index: number) => !avoid[index], () => true]) {
      const seen = new Set([from]);
      for (const index of seen) {
        if (isReason(this.decisions[index]!) && allowed(index)) return index;
        for (const other of this.neededBy[index]!) if (allowed(other)) seen.add(other);
      }
    }
    return from;
  }
}

/** For each decision those of its file whose pass `isMeant`: one list for all of a pass. */
function besides(decisions: readonly Decision[], isMeant: (other: number, own: number) => boolean): (readonly number[])[] {
  const none: readonly number[] = [];
  const several = new Set(decisions.filter((decision) => passOf(decision) > 0).map(({ file }) => file));
  const byFile = new Map<string, number[]>([...several].map((file) => [file, []]));
  for (const [index, { file }] of decisions.entries()) byFile.get(file)?.push(index);
  const lists = new Map<string, readonly number[]>();
  return decisions.map((decision) => {
    const there = byFile.get(decision.file);
    if (!there) return none;
    const own = passOf(decision);
    const key = `${own} ${decision.file}`;
    let list = lists.get(key);
    if (!list) lists.set(key, (list = there.filter((index) => isMeant(passOf(decisions[index]!), own))));
    return list;
  });
}
