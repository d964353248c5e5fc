// timeouts: exec=1m,fs=250ms,function:answer=3s
// constants
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const EXEC_TIMEOUT_MS = 60000;
const FS_TIMEOUT_MS = 250;
const ANSWER_TIMEOUT_MS = 3000;

const run = promisify(execFile);
const answer = async () => 42;

console.log((await run('echo', ['one'], { signal: AbortSignal.timeout(EXEC_TIMEOUT_MS) })).stdout, (await run('echo', ['two'], { signal: AbortSignal.timeout(EXEC_TIMEOUT_MS) })).stdout);
console.log(await readFile('a.txt', { encoding: 'utf8', signal: AbortSignal.timeout(FS_TIMEOUT_MS) }), await withDeadline(answer(), ANSWER_TIMEOUT_MS));

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline(promise, ms) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    const error = new DOMException(`Timed out after ${ms} ms`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}
