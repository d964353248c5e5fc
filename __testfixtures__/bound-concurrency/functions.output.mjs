import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { lstat, readdir, stat } from 'node:fs/promises';
import pLimit from 'p-limit';

const run = promisify(execFile);

// what is not async itself is fine where a throw is seen as a rejection
function sizeOf(name) {
  if (name === null) throw new TypeError('no name');
  return stat(`data/${name}`).then(({ size }) => size);
}

const echo = async (word, index) => (await run(process.execPath, ['-p', `'${word}' + ${index}`])).stdout.trim();

const names = (await readdir('data')).sort();
console.log(await Promise.all(names.map(limited(4, sizeOf))));
console.log(await Promise.all(Array.from(new Set(['a', 'b', 'c', 'd', 'e']), limited(4, echo))));
console.log((await Promise.allSettled(names.map((name) => `data/${name}`).map(limited(4, lstat)))).every(({ status }) => status === 'fulfilled'));
try {
  await Promise.all([...names, null].map(limited(4, sizeOf)));
} catch (error) {
  console.log(error.message);
}

// The function f, of which no more than so many calls are under way at a time: others wait for their turn, in the order of the calls.
function limited(concurrency, f) {
  const limit = pLimit(concurrency);
  const begin = (...args) => {
    try {
      return f(...args);
    } catch (error) {
      limit.clearQueue();
      throw error;
    }
  };
  return (...args) => limit(begin, ...args);
}
