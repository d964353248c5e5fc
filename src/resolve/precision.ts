// How sharply the solver looks, and what it does when a program is too entangled for that.
import { leaveRoom } from '../isolate/bounded.ts';

/**
 * How many values a node may hold before it holds `lost` instead of further ones: the callee of such a call isn't known.
 * Functions are dispatched on by name and worth knowing one by one, so they are counted apart.
 */
export interface Precision {
  readonly values: number;
  readonly functions: number;
  /** Steps after which the program is too entangled for this precision. */
  readonly steps: number;
}

/** Thrown when solving takes more steps than its precision allows: solve again with a lower one. */
export class TooManySteps extends Error {}

/** After so many steps, whether there is memory left. */
const LOOKS = 2 ** 18;

/** @throws TooManySteps, and OutOfMemory, which no lower precision would help */
export function mayGoOn(steps: number, most: number): void {
  if (steps % LOOKS === 0) leaveRoom();
  if (steps > most) throw new TooManySteps(`more than ${most} steps`);
}
