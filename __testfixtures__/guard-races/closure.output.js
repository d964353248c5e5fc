// state in a closure, and a function without a name
// calls: one.next(1) | one.next(2)
const fs = require('fs');
function counter(file) {
  const countTurn = {};
  let count = 0;
  return {
    next: async (step) => {
      return await inTurn(countTurn, async () => {
      const now = count;
      await fs.promises.appendFile(file, `${now}\n`);
      count = now + step;
      return count;
      });
    },
  };
}
const one = counter('/one.txt');
module.exports = { one };

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
