// expect: group-no-signal
const { readFile } = require('fs/promises');

const cache = new Map();

function cached(file) {
  if (!cache.has(file)) cache.set(file, readFile(file, 'utf8'));
  return cache.get(file);
}

const withDefault = (file = 'a.txt', ...rest) => readFile(file).then((text) => text.length + rest.length);

async function both() {
  const [one, two] = await Promise.all([cached('a.txt'), cached('a.txt')]);
  const lengths = await Promise.all([withDefault('a.txt', 1), withDefault()]);
  return [one === two, lengths.length];
}

both().then((list) => console.log(list));
