const fs = require('fs/promises');
const { readFile, stat } = require('fs/promises');
const path = require('path');

// pushes stay in order, and those before the one that fails are there when it does
async function texts(dir, out) {
  const found = [];
  out(found);
  const mine = [];
  for (const [, next] of ahead(4, ['00.txt', '01.txt', '02.txt', '03.txt', '04.txt', '05.txt'], (name) => readFile(path.join(dir, name), 'utf8'))) mine.push(await next());
  found.push(...mine);
  return mine.length;
}

async function untilItFails(dir, found) {
  const names = ['00.txt', '01.txt', 'none', '02.txt', 'nothing', '03.txt'];
  const kept = [];
  try {
    for (const [, next] of ahead(4, names, (name) => fs.readFile(path.join(dir, name), 'utf8'))) {
      const text = await next();
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
  for (const [name, next] of ahead(4, (await fs.readdir(dir)).filter((each) => each.endsWith('.txt')).sort(), (name) => stat(path.join(dir, name)))) {
    const { size } = await next();
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
  for (const [file, next] of ahead(4, [...paths, ...given, 'data/03.txt'], (file) => fs.readFile(path.normalize(file), 'utf8'))) found.push({ file, lines: (await next()).split('\n').length });
  return found;
}

async function none() {
  for (const [, next] of ahead(4, [], (name) => fs.access(path.join('data', name)))) await next();
  for (const [, next] of ahead(4, ['00.txt'], (name) => fs.access(path.join('data', name)))) await next();
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

// The elements of a list, each with a function that gives the promise of f for it: f is called for so many of them before the loop comes to them.
function* ahead(concurrency, list, f) {
  const begun = [];
  for (const each of list) {
    const result = (async () => f(each))();
    // one that fails before its turn comes is no unhandled rejection
    result.catch(() => {});
    begun.push([each, () => result]);
    if (begun.length === concurrency) yield begun.shift();
  }
  yield* begun;
}
