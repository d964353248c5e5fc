import fs from 'node:fs';
import pLimit from 'p-limit';

const paths = fs.readdirSync('data').sort().flatMap((name) => [`data/${name}`, `gone/${name}`]);
const results = await Promise.allSettled(paths.map(limited(4, async (file) => (await fs.promises.readFile(file, 'utf8')).length)));
for (const [index, result] of results.entries()) console.log(paths[index], result.value ?? result.reason.code);

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
