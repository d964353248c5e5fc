// Two signals as one for the time of an operation: AbortSignal.any loses timeouts after a garbage collection on Node 18 and 20.
import { defineRuntime } from './template.ts';

/** For operations that are over when their promise settles: then nothing is left on either signal. */
export const withSignals = defineRuntime(
  'withSignals',
  `
// Runs an operation with a signal that aborts when one of two does.
async function «withSignals»‹<T>›(one‹: AbortSignal | null | undefined›, other‹: AbortSignal | null | undefined›, run‹: (signal: AbortSignal | undefined) => T | PromiseLike<T>›)‹: Promise<Awaited<T>>› {
  if (!one || !other) return await run(one || other || undefined);
  const controller = new AbortController();
  const follow = () => controller.abort((one.aborted ? one : other).reason);
  one.addEventListener('abort', follow);
  other.addEventListener('abort', follow);
  if (one.aborted || other.aborted) follow();
  try {
    return await run(controller.signal);
  } finally {
    one.removeEventListener('abort', follow);
    other.removeEventListener('abort', follow);
  }
}`,
);
