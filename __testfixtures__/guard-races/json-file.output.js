// a list in a file
// calls: remember('x') | remember('y')
const fs = require('fs');
const DB = '/db.json';
async function remember(entry) {
  return await inTurn(remember, async () => {
  const all = JSON.parse(await fs.promises.readFile(DB, 'utf8'));
  all.push(entry);
  await fs.promises.writeFile(DB, JSON.stringify(all));
  return all.length;
  });
}
module.exports = { remember };

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
