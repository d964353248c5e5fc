// the first attempt fails, and the second one must try again
// calls: load() | load() | load()
const fs = require('fs');
let settings;
let tries = 0;
async function read() {
  tries++;
  return await fs.promises.readFile(tries === 1 ? '/missing.txt' : '/a.txt', 'utf8');
}
async function load() {
  return await inTurn(load, async () => {
  if (settings === undefined) settings = await read();
  return settings;
  });
}
module.exports = { load, state: () => tries };

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
