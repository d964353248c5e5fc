// concurrency: 16
const fs = require('fs/promises');
const pLimit = require('p-limit');

async function sizes(files) {
  return Promise.all(files.map(limited(16, async (file) => {
    const handle = await fs.open(file);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  })));
}

module.exports = { sizes };
if (require.main === module) sizes(Array.from({ length: 30 }, (_, i) => `data/${String(i % 20).padStart(2, '0')}.txt`)).then(console.log);

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
