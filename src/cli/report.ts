// The JSON document that --json prints: one shape for every command and every end.
import type { Outcome } from './context.ts';
import type { BadEnd } from './ending.ts';
import type { Status } from './exit-codes.ts';

/** Keys that a command does not fill are absent; `plan` is null when there is none. */
export interface Report extends Omit<Outcome, 'plan'> {
  readonly status: Status;
  readonly exitCode: number;
  readonly plan: Outcome['plan'] | null;
  /** Set when the command did not go through. */
  readonly error?: { readonly message: string; readonly files: readonly string[] };
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
  readonly peakRssMb: number;
}

/** Puts the end of a command together with what it cost. */
export function reportOf(end: Outcome | BadEnd, timings: Readonly<Record<string, number>>): Report {
  const { status, exitCode } = end;
  const cost = { timings, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
  if ('message' in end) return { status, exitCode, plan: null, error: { message: end.message, files: end.files }, ...cost };
  const { plan = null, ...rest } = end;
  return { ...rest, plan, ...cost };
}
