// Where a signal goes in a call that takes one: into its options, behind its arguments, together with its own; or why it cannot.
import type { NameUses } from '../../facts/name-uses.ts';
import type { Operation } from '../../facts/operations.ts';
import { placementOf, type DeadlineObstacle, type Placement } from '../deadlines/placement.ts';

/** The reasons of deadlines, as those of signals. */
const CODES: Readonly<Record<string, string>> = { 'deadline-own-signal': 'cancel-own-signal', 'deadline-options': 'cancel-options', 'deadline-present': 'cancel-own-signal' };

/** @param text of the file */
export function signalPlacement(operation: Operation, names: NameUses, text: string): Exclude<Placement, { kind: 'race' }> | DeadlineObstacle {
  const placement = placementOf(operation, names, text, true);
  if ('code' in placement) return { code: CODES[placement.code] ?? placement.code, to: placement.to };
  if (placement.kind === 'race') throw new Error(`${operation.name} takes no signal`);
  return placement;
}
