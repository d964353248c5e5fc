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
  return await inTurn(cache, async () => {
  if (!cache.has(name)) {
    cache.set(name, await load(name));
  }
  return cache.get(name);
  });
}
module.exports = { cached, state: () => [loads, [...cache.keys()]] };

// Runs the tasks of one owner in turn: at once when none of them is under way, else after those that came before.
async function inTurn(owner, task) {
  const queues = Reflect.get(inTurn, 'queues') || new WeakMap();
  Reflect.set(inTurn, 'queues', queues);
  const others = queues.get(owner);
  if (others) await new Promise((begin) => others.push(begin));
  else queues.set(owner, []);
  try {
    return await task();
  } finally {
    const next = queues.get(owner).shift();
    if (next) next();
    else queues.delete(owner);
  }
}
