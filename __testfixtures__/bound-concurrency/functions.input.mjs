import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { lstat, readdir, stat } from 'node:fs/promises';

const run = promisify(execFile);

// what is not async itself is fine where a throw is seen as a rejection
function sizeOf(name) {
  if (name === null) throw new TypeError('no name');
  return stat(`data/${name}`).then(({ size }) => size);
}

const echo = async (word, index) => (await run(process.execPath, ['-p', `'${word}' + ${index}`])).stdout.trim();

const names = (await readdir('data')).sort();
console.log(await Promise.all(names.map(sizeOf)));
console.log(await Promise.all(Array.from(new Set(['a', 'b', 'c', 'd', 'e']), echo)));
console.log((await Promise.allSettled(names.map((name) => `data/${name}`).map(lstat))).every(({ status }) => status === 'fulfilled'));
try {
  await Promise.all([...names, null].map(sizeOf));
} catch (error) {
  console.log(error.message);
}
