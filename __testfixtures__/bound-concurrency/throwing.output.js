const fs = require('fs');
const path = require('path');
const pLimit = require('p-limit');

const started = [];

async function main() {
  const names = fs.readdirSync('data').sort();
  names.splice(6, 0, undefined);
  try {
    await Promise.all(names.map(limited(4, (name) => {
      const file = path.join('data', name);
      started.push(file);
      return fs.promises.readFile(file);
    })));
  } catch (error) {
    console.log(error.code);
  }
  // what throws before there is a promise ends it: later ones are not begun
  await fs.promises.readdir('data');
  console.log(started.join(' '));
}
main();

// The function f, of which no more than so many calls are under way at a time: others wait for their turn, in the order of the calls.
function limited(concurrency, f) {
  const limit = pLimit(concurrency);
  const begin = (...args) => {
    try {
      return f(...args);
    } catch (error) {
      limit.clearQueue();
      throw error;
    }
  };
  return (...args) => limit(begin, ...args);
}
