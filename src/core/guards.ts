// What guard-races says of one race, and what its decisions say to the rewriter.
import type { Span } from './source.ts';

/** What goes wrong when two calls overlap. */
export type RaceKind =
  /** a value is read, the function waits, and what it writes rests on that value */
  | 'stale-read'
  /** a value is written, the function waits, and reads what it takes for its own */
  | 'lost-write'
  /** a collection is walked through, and the loop waits between its steps */
  | 'iteration'
  /** a file is written whole or extended while another call does the same */
  | 'file-write';

/** One line of a schedule: who does what, where. */
export interface Step {
  readonly call: 'A' | 'B';
  readonly does: string;
  readonly line: number;
}

/** Two orders of the same steps, the first as it was when nothing waited. */
export interface Interleavings {
  readonly inTurn: readonly Step[];
  readonly mixed: readonly Step[];
}

/** Statements that take turns with those of other calls, or a collection of which a copy is walked through. */
export type GuardData = {
  readonly form: 'section';
  /** From the first to the last statement, or the expression that an arrow function is. */
  readonly part: Span;
  readonly shape: 'return' | 'await' | 'expression';
  /** The expression that all functions of a group have in common. */
  readonly owner: string;
  /** A constant that is the owner, to be declared at this offset. */
  readonly declare?: { readonly name: string; readonly at: number };
  readonly interleavings: Interleavings;
} | {
  readonly form: 'snapshot';
  /** The expression after `of`. */
  readonly part: Span;
  readonly interleavings: Interleavings;
};

/** The two orders side by side, as lines. */
export function sideBySide({ inTurn, mixed }: Interleavings): string[] {
  const words = ({ call, does, line }: Step): string => `${call}:${line} ${does}`;
  const left = ['one after the other', ...inTurn.map(words)];
  const right = ['both at a time', ...mixed.map(words)];
  const width = Math.max(...left.map(({ length }) => length));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => `${(left[at] ?? '').padEnd(width)} | ${right[at] ?? ''}`.trimEnd());
}
