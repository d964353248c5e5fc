// expect: returns-promise
const fs = require('fs');

const cache = new Map();
function load(file) {
  if (cache.has(file)) return Promise.resolve(cache.get(file));
  const text = fs.readFileSync(file, 'utf8');
  cache.set(file, text);
  return text;
}

const first = load('a.txt');
console.log(typeof first);
Promise.resolve(load('a.txt')).then((text) => console.log(text));
