// A stage of the whole program, with an end to its time: it cannot be taken apart, so what takes too long ends the run.
import { runFor } from './bounded.ts';

/** What one stage may take, in milliseconds of the clock. The largest repositories we know need one or two minutes. */
export const STAGE_MS = 30 * 60_000;

/** A stage took too long; nothing can be decided without it. */
export class StageTooLong extends Error {
  override readonly name = 'StageTooLong';
}

/** Somebody pressed Ctrl-C while a stage was running, which hears nothing by itself. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * The result of `work`, the stage `name`.
 * @throws StageTooLong after `ms`, Interrupted after Ctrl-C, or what `work` throws
 */
export function stage<T>(name: string, work: () => T, ms: number = STAGE_MS): T {
  let result: { readonly value: T } | undefined;
  switch (runFor(() => void (result = { value: work() }), ms, true)) {
    case 'done':
      return result!.value;
    case 'time':
      throw new StageTooLong(`${name} takes more than ${ms >= 60_000 ? `${ms / 60_000} minutes` : `${ms / 1000} s`} on this repository`);
    case 'signal':
      throw new Interrupted(`${name} was interrupted`);
  }
}
