// Holds the tests after against the tests before: what passed must pass.
import type { Baseline } from './manifest.ts';
import type { TestRun } from './run-tests.ts';

export interface Comparison {
  /** Failed after, not before. */
  readonly newFailures: readonly string[];
  /** So many tests that passed before did neither pass nor fail after. */
  readonly lost: number;
  readonly ok: boolean;
}

/** `known` names tests that fail now and then, and how far the number of assertions varies. */
export function compareRuns(before: TestRun, after: TestRun, known: Baseline | undefined): Comparison {
  const flaky = new Set(known?.flaky ?? []);
  const newFailures = surplus(after.failed, before.failed).filter((name) => !flaky.has(name));
  const varies = (known ? known.passed - (known.passedMin ?? known.passed) : 0) + flaky.size;
  const lost = Math.max(0, before.passed.length - after.passed.length);
  return { newFailures, lost, ok: newFailures.length === 0 && lost <= varies && (after.ended || !before.ended) };
}

/** What `some` holds beyond `others`, names that occur twice counted twice. */
function surplus(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1);
  return some.filter((name) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}
