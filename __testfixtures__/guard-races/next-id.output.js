// numbers that must differ
// calls: register('x') | register('y')
const fs = require('fs');
let last = 0;
async function register(name) {
  return await inTurn(register, async () => {
  const id = last + 1;
  await fs.promises.appendFile(`/log-${name}.txt`, `${id}\n`);
  last = id;
  return id;
  });
}
module.exports = { register, state: () => last };

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
