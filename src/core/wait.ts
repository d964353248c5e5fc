// A place where a program does nothing but let time pass, and how it waits for a timer instead: plain data.
import type { ReasonCode } from './plan.ts';
import type { Span } from './source.ts';

/** How a synchronous wait is written with an awaited timer. Texts are expressions of milliseconds. */
export type WaitForm =
  /** a loop that asks the clock: each turn waits for what is `left`; `place` says where in the loop */
  | { readonly kind: 'loop'; readonly place: 'empty-body' | 'before' | 'after'; readonly body: Span; readonly left: string }
  /** a call that sleeps: its argument stays where it is, between two texts; `value` is what the call gave */
  | { readonly kind: 'call'; readonly before: string; readonly argument?: Span; readonly after: string; readonly value?: string }
  /** a promise of a timer that is made by hand, and waited for by whoever wants to: its delay and value go into one that is ready made */
  | { readonly kind: 'promise'; readonly argument?: Span; readonly value?: Span }
  /** a call that turns the event loop until its function says no: a loop over that function's expression */
  | { readonly kind: 'poll'; readonly statement: Span; readonly condition: Span };

/** As it is decided; `promisified`: the Node versions that the file is for have no `timers/promises`. */
export type DecidedWait = WaitForm & { readonly promisified?: true };

/** A wait of one file: a call of the clock or of something that sleeps, by its span. */
export interface WaitFact {
  readonly span: Span;
  /** Subject in words a person knows: `busy-wait`, `Atomics.wait`. */
  readonly name: string;
  readonly form?: WaitForm;
  /** Why it stays; then there is no form. */
  readonly refused?: { readonly code: ReasonCode; readonly to: string };
}
