const fs = require('fs/promises');
const { readFile, stat } = require('fs/promises');
const path = require('path');

// pushes stay in order, and those before the one that fails are there when it does
async function texts(dir, out) {
  const found = [];
  out(found);
  const mine = [];
  for (const name of ['00.txt', '01.txt', '02.txt', '03.txt', '04.txt', '05.txt']) mine.push(await readFile(path.join(dir, name), 'utf8'));
  found.push(...mine);
  return mine.length;
}

async function untilItFails(dir, found) {
  const names = ['00.txt', '01.txt', 'none', '02.txt', 'nothing', '03.txt'];
  const kept = [];
  try {
    for (const name of names) {
      const text = await fs.readFile(path.join(dir, name), 'utf8');
      kept.push(text.trim());
    }
  } catch ({ code, path: file }) {
    kept.push(`${code} ${path.basename(file)}`);
  }
  return kept;
}

async function sizes(dir) {
  let total = 0;
  const seen = new Map();
  for (const name of (await fs.readdir(dir)).filter((each) => each.endsWith('.txt')).sort()) {
    const { size } = await stat(path.join(dir, name));
    if (size < 7) continue;
    total += size;
    seen.set(name, size);
  }
  return [total, [...seen.keys()].join()];
}

// what is no path throws where it did
async function listed(given) {
  const paths = ['data/00.txt', 'data/01.txt', 'data/02.txt'].map((each) => each);
  const found = [];
  for (const file of [...paths, ...given, 'data/03.txt']) found.push({ file, lines: (await fs.readFile(path.normalize(file), 'utf8')).split('\n').length });
  return found;
}

async function none() {
  for (const name of []) await fs.access(path.join('data', name));
  for (const name of ['00.txt']) await fs.access(path.join('data', name));
  return 'none';
}

process.on('unhandledRejection', () => console.log('unhandled'));
const ended = (promise) => promise.catch(({ code, message }) => `${code} ${message}`);
(async () => {
  console.log(await texts('data', (found) => console.log(found.length)));
  console.log(await untilItFails('data'));
  console.log(await sizes('data'));
  for (const given of [[], ['none', 'nothing'], [undefined, 'none'], ['none', undefined], [7]]) {
    const shown = await ended(listed(given));
    console.log(shown);
  }
  console.log(await none());
})();
