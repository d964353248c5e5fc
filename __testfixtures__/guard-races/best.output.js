// the best of what was seen, with prefix and rest
// calls: consider('/b.txt') | consider('/a.txt')
const fs = require('fs');
let best = { name: '', size: 0 };
async function consider(name) {
  const label = name.toUpperCase();
  return await inTurn(consider, async () => {
  const { size } = best;
  const found = await fs.promises.stat(name);
  if (found.size > size) best = { name: label, size: found.size };
  const seen = `${label} ${best.name}`;
  return seen;
  });
}
module.exports = { consider, state: () => best.name };

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
