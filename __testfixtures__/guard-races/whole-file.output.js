// one file, written whole by everybody
// calls: report('aaaaaa') | report('bbbb')
const fs = require('fs');
const STATUS = '/status.txt';
async function report(status) {
  return await inTurn(report, async () => {
  await fs.promises.writeFile(STATUS, status);
  });
}
module.exports = { report };

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
