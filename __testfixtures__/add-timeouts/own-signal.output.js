const { readFile } = require('fs/promises');
const { setTimeout: sleep } = require('timers/promises');

async function load(file, { signal } = {}) {
  return withSignal(signal, 60000, (signal) => readFile(file, { encoding: 'utf8', signal }));
}

const wait = async (task) => await withSignal(task.signal, 60000, (signal) => sleep(5, 'slept', { signal }));

async function main() {
  const controller = new AbortController();
  console.log(await load('a.txt'), await load('b.txt', controller));
  console.log(await wait(controller));
  const waiting = wait(controller).catch((error) => error);
  controller.abort(new Error('enough'));
  const error = await waiting;
  console.log(error.name, error.code, error.cause.message);
  console.log((await load('a.txt', controller).catch((each) => each)).cause.message);
}

main();

// Runs an operation with a signal that aborts when the parent does, or at the deadline with a TimeoutError.
async function withSignal(parent, ms, run) {
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  const expire = () => controller.abort(new DOMException(`Timed out after ${ms} ms`, 'TimeoutError'));
  const timer = globalThis.setTimeout(expire, ms);
  if (timer.unref) timer.unref();
  if (parent) parent.addEventListener('abort', follow);
  if (parent && parent.aborted) follow();
  try {
    return await run(controller.signal);
  } finally {
    globalThis.clearTimeout(timer);
    if (parent) parent.removeEventListener('abort', follow);
  }
}
