// one left, two buyers
// calls: buy('ann') | buy('bob')
const fs = require('fs');
let stock = 1;
const sold = [];
async function buy(who) {
  return await inTurn(buy, async () => {
  if (stock > 0) {
    await fs.promises.stat('/a.txt');
    stock--;
    sold.push(who);
    return 'bought';
  }
  return 'sold out';
  });
}
module.exports = { buy, state: () => [stock, sold.join()] };

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
