// A deadline for a call that has a signal of its own: AbortSignal.any loses timeouts after a garbage collection on Node 18 and 20.
import { defineRuntime } from './template.ts';

/** For operations that are over when their promise settles: then nothing is left on the signal of the caller. */
export const withSignal = defineRuntime(
  'withSignal',
  `
// Runs an operation with a signal that aborts when the parent does, or at the deadline with a TimeoutError.
async function «withSignal»‹<T>›(parent‹: AbortSignal | null | undefined›, ms‹: number›, run‹: (signal: AbortSignal) => T | PromiseLike<T>›)‹: Promise<Awaited<T>>› {
  const controller = new AbortController();
  const follow = () => controller.abort(parent‹!›.reason);
  const expire = () => controller.abort(new DOMException(\`Timed out after \${ms} ms\`, 'TimeoutError'));
  const timer‹: any› = globalThis.setTimeout(expire, ms);
  if (timer.unref) timer.unref();
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    return await run(controller.signal);
  } finally {
    globalThis.clearTimeout(timer);
    if (parent) parent.removeEventListener('abort', follow);
  }
}`,
);
