// the same, by functions that read and write
// calls: remember('x') | forget('first') | remember('y')
const fs = require('fs');
const path = require('path');
const DB = path.join('/', 'db.json');
async function readAll() {
  return JSON.parse(await fs.promises.readFile(DB, 'utf8'));
}
async function writeAll(all) {
  await fs.promises.writeFile(DB, JSON.stringify(all));
}
async function remember(entry) {
  return await inTurn(remember, async () => {
  const all = await readAll();
  all.push(entry);
  await writeAll(all);
  });
}
async function forget(entry) {
  return await inTurn(remember, async () => {
  await writeAll((await readAll()).filter((each) => each !== entry));
  });
}
module.exports = { remember, forget };

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
