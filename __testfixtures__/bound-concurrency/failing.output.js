const fs = require('fs');
const pLimit = require('p-limit');

const started = [];
const load = async (file) => {
  started.push(file);
  return (await fs.promises.readFile(file, 'utf8')).length;
};

async function main() {
  const files = fs.readdirSync('data').sort().map((name) => 'data/' + name);
  files.splice(10, 0, 'data/gone');
  try {
    await Promise.all(files.map(limited(4, load)));
  } catch (error) {
    console.log(error.code, error.path);
  }
  // one fails, and the others are begun all the same, as they were
  await new Promise((resolve) => {
    const look = () => (started.length === files.length ? resolve() : setImmediate(look));
    look();
  });
  console.log(started.join() === files.join());
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
