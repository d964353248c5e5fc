// an arrow function without braces
// calls: append('/a.txt') | append('/b.txt')
const fs = require('fs');
const state = { text: '' };
const append = async (name) => await inTurn(state, async () => (state.text = state.text + await fs.promises.readFile(name, 'utf8')));
module.exports = { append, state: () => state.text };

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
