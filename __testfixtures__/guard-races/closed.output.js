// closing twice
// calls: log.close() | log.close()
const fs = require('fs');
class Log {
  constructor() {
    this.lines = ['one', 'two'];
    this.closed = false;
  }
  async close() {
    return await inTurn(Log, async () => {
    if (this.closed) return;
    await fs.promises.appendFile('/log.txt', this.lines.join());
    this.closed = true;
    });
  }
}
const log = new Log();
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
