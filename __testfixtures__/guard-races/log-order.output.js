// lines in the order of the calls
// calls: log('one') | log('two') | log('three')
const fs = require('fs');
const log = async (line) => { return await inTurn(log, async () => { await fs.promises.appendFile('/log.txt', `${line}\n`); }); };
module.exports = { log };

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
