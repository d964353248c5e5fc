// ||= and what follows
// calls: firstOf('/a.txt') | firstOf('/b.txt')
const fs = require('fs');
const made = [];
async function make(name) {
  const text = await fs.promises.readFile(name, 'utf8');
  made.push(text);
  return text;
}
let first;
async function firstOf(name) {
  return await inTurn(firstOf, async () => {
  first ||= await make(name);
  return first + made.length;
  });
}
module.exports = { firstOf };

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
