// cancel: main
// expect: cancel-not-awaited
const { readFile } = require('fs/promises');
const { setTimeout: sleep } = require('timers/promises');

const cache = new Map();
const read = async (file) => (await readFile(file, 'utf8')).trim();

function cached(file) {
  if (!cache.has(file)) cache.set(file, read(file));
  return cache.get(file);
}

let version;
const once = () => (version ??= readFile('b.txt', 'utf8'));

async function main() {
  console.log(await cached('a.txt'), await cached('a.txt'), (await once()).length);
  const late = sleep(1, 'late');
  console.log(await cached('a.txt'));
  console.log(await late);
  const forgotten = sleep(1);
  if (cache.size > 5) await forgotten;
}

main();
