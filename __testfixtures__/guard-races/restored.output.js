// a setting that is changed for the time of a call
// calls: greetIn('de', 'x') | greetIn('fr', 'y')
const fs = require('fs');
let locale = 'en';
async function greet(name) {
  return `${locale}:${name}:${await fs.promises.readFile('/a.txt', 'utf8')}`;
}
async function greetIn(other, name) {
  return await inTurn(greetIn, async () => {
  const before = locale;
  locale = other;
  try {
    return await greet(name);
  } finally {
    locale = before;
  }
  });
}
module.exports = { greetIn, state: () => locale };

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
