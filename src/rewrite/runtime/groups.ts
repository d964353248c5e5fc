// Promises that are waited for together: what becomes of the others when one fails.
import { defineRuntime } from './template.ts';

const stopping = (name: string, comment: string, waits: boolean) => defineRuntime(
  name,
  `
// ${comment}
async function «${name}»‹<T extends readonly unknown[] | []>›(begin‹: (signal: AbortSignal) => T›, parent‹?: AbortSignal | null›)‹: Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>› {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(parent‹!›.reason);
  «setMaxListeners»(0, signal);
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
${waits ? `    const running‹: Promise<unknown>[]› = [];
    for (const each of begin(signal)) running.push(Promise.resolve(each));
    const all = Promise.all(running);
    all.catch((error) => controller.abort(error));
    await Promise.allSettled(running);
    return await all‹ as any›;` : `    const all = Promise.all(begin(signal));
    all.catch((error) => controller.abort(error));
    return await all‹ as any›;`}
  } finally {
    if (parent) parent.removeEventListener('abort', follow);
  }
}`,
  { requires: [{ module: 'events', member: 'setMaxListeners' }] },
);

/** For members that all end with the signal. `all` is there first: it rejects with the first error in time, and is observed. */
export const runTogether = stopping('runTogether', 'Begins promises with a signal. When one rejects, the signal stops the others; when these have ended, it rejects with that first error.', true);

/** For members of which some may go on, whatever the signal says: nobody waits for those. */
export const failFast = stopping('failFast', 'Begins promises with a signal. When one rejects, the signal tells the others to stop, and it rejects with that first error at once.', false);

export const settleAll = defineRuntime(
  'settleAll',
  `
// Waits until all promises have ended, also when one rejects; then it rejects with that first error.
async function «settleAll»‹<T extends readonly unknown[] | []>›(promises‹: T›)‹: Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>› {
  const running‹: Promise<unknown>[]› = [];
  for (const each of promises) running.push(Promise.resolve(each));
  const all = Promise.all(running);
  await Promise.allSettled([all, ...running]);
  return await all‹ as any›;
}`,
);
