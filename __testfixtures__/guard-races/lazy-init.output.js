// one object, made when it is first asked for
// calls: get() | get() | get()
const fs = require('fs');
let made = 0;
let config;
async function create() {
  made++;
  return { text: await fs.promises.readFile('/a.txt', 'utf8'), number: made };
}
async function get() {
  return await inTurn(get, async () => {
  if (!config) {
    config = await create();
  }
  return config;
  });
}
module.exports = { get, state: () => made };

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
