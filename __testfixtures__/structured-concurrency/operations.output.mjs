import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { setMaxListeners } from 'node:events';

const fails = async (signal, { signal: abortSignal } = {}) => {
  await withSignals(signal, abortSignal, (signal) => sleep(1, undefined, { signal }));
  throw new Error('broken');
};

async function both(a, b) {
  const [first, second] = await runTogether((signal) => [readFile(a, { encoding: 'utf8', signal }), readFile(b, { signal })]);
  return first.length + second.length;
}

async function late() {
  return runTogether((signal) => [sleep(20_000, 'slept', { signal }), fails(undefined, { signal })]);
}

console.log(await both('a.txt', 'b.txt') > 0, await both('a.txt', 'gone.txt').catch(({ code }) => code));
console.log(await late().catch(({ message }) => message));
process.exit();

// Runs an operation with a signal that aborts when one of two does.
async function withSignals(one, other, run) {
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
}

// Begins promises with a signal. When one rejects, the signal stops the others; when these have ended, it rejects with that first error.
async function runTogether(begin, parent) {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(parent.reason);
  setMaxListeners(0, signal);
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    const running = [];
    for (const each of begin(signal)) running.push(Promise.resolve(each));
    const all = Promise.all(running);
    all.catch((error) => controller.abort(error));
    await Promise.allSettled(running);
    return await all;
  } finally {
    if (parent) parent.removeEventListener('abort', follow);
  }
}
