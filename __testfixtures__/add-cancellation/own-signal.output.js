// cancel: load
// expect: cancel-own-signal
const { execFile } = require('child_process');
const { readFile } = require('fs/promises');
const { promisify } = require('util');

const run = promisify(execFile);

async function load(file, signal, controller, { signal: abortSignal } = {}) {
  const text = await withSignals(signal, abortSignal, (signal) => readFile(file, { encoding: 'utf8', signal }));
  const again = await withSignals(controller.signal, abortSignal, (signal) => readFile(file, { signal }));
  const { stdout } = await withSignals(AbortSignal.timeout(60_000), abortSignal, (signal) => run('node', ['-p', '1'], { signal }));
  const server = require('http').createServer((req, res) => res.end('x'));
  await new Promise((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${server.address().port}`;
  try {
    console.log((await fetch(url, { signal })).status);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return [text.length, again.length, stdout];
}

load('a.txt', undefined, new AbortController()).then(console.log);
load('a.txt', AbortSignal.abort(), new AbortController()).catch(({ name, code }) => console.log(name, code));

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
