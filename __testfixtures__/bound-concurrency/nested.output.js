const fs = require('fs');
const pLimit = require('p-limit');

// every call has a limiter of its own: with one for both, the outer calls would wait for the inner ones for ever
const read = async (names) =>
  (
    await Promise.all(names.map(limited(4, async (name) => {
      // unblock: concurrency 2, the disk is slow
      const parts = await Promise.all(['a', 'b', 'c'].map(limited(2, async (part) => `${part}:${(await fs.promises.readFile('data/' + name, 'utf8')).length}`)));
      return parts.join();
    })))
  ).join('\n');

read(fs.readdirSync('data').sort()).then(console.log);

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
