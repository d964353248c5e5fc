// a counter in a file that the caller names
// calls: count('/n.txt') | count('/n.txt')
const fs = require('fs');
async function count(file) {
  return await inTurn(count, async () => {
  const before = await fs.promises.access(file).then(() => true, () => false) ? Number(await fs.promises.readFile(file, 'utf8')) : 0;
  await fs.promises.writeFile(file, String(before + 1));
  });
}
module.exports = { count };

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
