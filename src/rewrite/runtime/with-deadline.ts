// An end to waiting for what cannot be stopped.
import { defineRuntime } from './template.ts';

/**
 * The race observes the rejection of the loser, and the timer neither stays when the promise settles nor keeps the
 * process alive. `globalThis`: a file may have a setTimeout of its own.
 */
export const withDeadline = defineRuntime(
  'withDeadline',
  `
// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function «withDeadline»‹<T>›(promise‹: T | PromiseLike<T>›, ms‹: number›)‹: Promise<Awaited<T>>› {
  let timer‹: any›;
  const late = new Promise‹<never>›((_resolve, reject) => {
    const error = new DOMException(\`Timed out after \${ms} ms\`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}`,
);
