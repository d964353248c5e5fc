// The places to refuse so that decisions are not made again.
import { isRoot, type Decision } from '../core/plan.ts';
import { placeKey, versionKey } from '../core/typing.ts';

/** From a decision to what it comes from, at most. */
const MOST_STEPS = 5;

/** The decision adds a version beside a function: that one is to blame, not what the function does. */
export const isVersion = ({ verdict, data }: Decision): boolean => verdict === 'twin' && typeof data?.['twin'] === 'string';

const isPlace = (decision: Decision): boolean => decision.verdict === 'make-async' || decision.verdict === 'pass-signal' || isRoot(decision) || decision.verdict === 'async-main' || isVersion(decision);

/**
 * Keys (core/typing.ts) of API calls themselves, and for other decisions of the function or version that they come from.
 * @param byId all decisions that change something
 */
export function refusalKeys(decisions: readonly Decision[], byId: ReadonlyMap<string, Decision>): string[] {
  const keys = new Set<string>();
  for (const decision of decisions) {
    const { copy } = decision.data ?? {};
    let at: Decision | undefined = typeof copy === 'string' ? byId.get(copy) : decision;
    for (let steps = 0; at && !isPlace(at) && steps < MOST_STEPS; steps++) at = 'decision' in at.cause ? byId.get(at.cause.decision) : undefined;
    if (at) keys.add(isVersion(at) ? versionKey(at) : placeKey(at));
  }
  return [...keys];
}
