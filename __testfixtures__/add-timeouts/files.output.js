'use strict';

const fs = require('fs');
const { writeFile, appendFile } = require('fs/promises');
const { promisify } = require('util');

const read = promisify(fs.readFile);
const ENCODING = 'utf8';
const options = { encoding: 'utf8' };

(async () => {
  console.log((await fs.promises.readFile('a.txt', { signal: AbortSignal.timeout(60000) })).length);
  console.log(await fs.promises.readFile('a.txt', { encoding: 'utf8', signal: AbortSignal.timeout(60000) }));
  console.log(await read('b.txt', { encoding: ENCODING, signal: AbortSignal.timeout(60000) }));
  console.log(await read('b.txt', { signal: AbortSignal.timeout(60000), ...options }));
  await writeFile('d.txt', 'one', { signal: AbortSignal.timeout(60000) });
  await appendFile('d.txt', 'two', { encoding: 'utf8', signal: AbortSignal.timeout(60000) });
  console.log(await read('d.txt', { signal: AbortSignal.timeout(60000) }).then(String));
  console.log((await withDeadline(fs.promises.stat('d.txt'), 60000)).size, (await withDeadline(fs.promises.readdir('.'), 60000)).includes('d.txt'));
  await fs.promises.readFile('gone.txt', { signal: AbortSignal.timeout(60000) }).catch((error) => console.log(error.code));
  await withDeadline(fs.promises.lstat('gone.txt'), 60000).catch((error) => console.log(error.code));
})();

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
