// a cache that loads what it does not have
// calls: cached('/a.txt') | cached('/a.txt') | cached('/b.txt')
const fs = require('fs');
const cache = new Map();
let loads = 0;
async function load(name) {
  loads++;
  return await fs.promises.readFile(name, 'utf8');
}
async function cached(name) {
  if (!cache.has(name)) {
    cache.set(name, await load(name));
  }
  return cache.get(name);
}
module.exports = { cached, state: () => [loads, [...cache.keys()]] };
