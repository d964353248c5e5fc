// a sum whose old value is read before the wait
// calls: add('/a.txt') | add('/b.txt')
const fs = require('fs');
let total = 0;
async function add(file) {
  return await inTurn(add, async () => {
  total = total + (await fs.promises.readFile(file, 'utf8')).length;
  return total;
  });
}
module.exports = { add, state: () => total };

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
