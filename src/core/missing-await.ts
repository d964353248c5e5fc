// A call whose promise nobody waits for, as the finder hands it to propagation: plain data.
import type { ReasonCode } from './plan.ts';
import type { Place } from './typing.ts';

export interface MissingAwait extends Place {
  /** Subject in words a person knows: `store.load`. */
  readonly name: string;
  /** What becomes of the promise, in one sentence. */
  readonly what: string;
  /** Why nobody can tell what is meant, so that the call stays; absent where an `await` is meant for certain. */
  readonly doubt?: ReasonCode;
}
