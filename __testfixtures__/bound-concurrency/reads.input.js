const fs = require('fs/promises');
const path = require('path');

const DIR = 'data';

async function report(dir, first) {
  const text = await fs.readFile(path.join(dir, first), 'utf8');
  const { size } = await fs.stat(`${DIR}/01.txt`);
  const names = await fs.readdir(DIR, { withFileTypes: false });
  return [text.trim(), size, names.length].join();
}

// the first one that fails in this order is what the caller sees, whichever is first in time
async function both(a, b) {
  const one = await fs.readFile(path.join(DIR, a), 'utf8');
  const two = await fs.readFile(path.join(DIR, b), 'utf8');
  return one.length + two.length;
}

const ended = (promise) => promise.catch(({ code, path: file }) => `${code} ${file ?? ''}`);

process.on('unhandledRejection', () => console.log('unhandled'));
(async () => {
  console.log(await report(DIR, '00.txt'));
  for (const [a, b] of [['00.txt', '01.txt'], ['none', '01.txt'], ['00.txt', 'none'], ['none', 'nothing'], ['none', undefined], [undefined, 'none'], ['00.txt', undefined]]) console.log(await ended(both(a, b)));
})();
