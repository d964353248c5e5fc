// a cache that loads what it does not have
// calls: cached('/a.txt') | cached('/a.txt') | cached('/b.txt')
const fs = require('fs');
const cache = new Map();
let loads = 0;
function load(name) {
  loads++;
  return fs.readFileSync(name, 'utf8');
}
function cached(name) {
  if (!cache.has(name)) {
    cache.set(name, load(name));
  }
  return cache.get(name);
}
module.exports = { cached, state: () => [loads, [...cache.keys()]] };
