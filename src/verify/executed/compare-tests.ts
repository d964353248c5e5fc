// Holds runs of the tests before against runs after, test by test. A test that ends differently from run to run proves nothing.
import type { TestDifference } from '../../core/verification.ts';
import type { Results } from './results.ts';

type End = TestDifference['before'];

/** How each test of a run ended; tests of one name are told apart by their number. */
export function endsOf({ passed, failed, skipped }: Results): Map<string, End> {
  const ends = new Map<string, End>();
  const counts = new Map<string, number>();
  // the worst first: of two tests of one name, the one that failed is number one in every run
  for (const [end, names] of [['failed', failed], ['passed', passed], ['skipped', skipped]] as const) {
    for (const name of names) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      ends.set(count === 1 ? name : `${name} (${count})`, end);
    }
  }
  return ends;
}

export interface Differences {
  readonly broken: readonly TestDifference[];
  readonly flaky: readonly string[];
}

/** Tests that passed in every run before and in no run after; and those that cannot make up their mind. */
export function compareTests(before: readonly Results[], after: readonly Results[]): Differences {
  const old = before.map(endsOf);
  const now = after.map(endsOf);
  const broken: TestDifference[] = [];
  const flaky = new Set<string>();
  const names = new Set([...old, ...now].flatMap((ends) => [...ends.keys()]));
  for (const name of names) {
    const were = new Set(old.map((ends) => ends.get(name) ?? 'absent'));
    const are = new Set(now.map((ends) => ends.get(name) ?? 'absent'));
    if (were.size > 1 || are.size > 1) flaky.add(name);
    else if (were.has('passed') && !are.has('passed')) {
      const [end] = are as Set<End>;
      broken.push({ name, before: 'passed', after: end!, message: after.map(({ errors }) => errors[name]).find((message) => message !== undefined) ?? '' });
    }
  }
  return { broken, flaky: [...flaky].sort() };
}
