const { readdir, readFile } = require('fs/promises');
const path = require('path');
const pLimit = require('p-limit');

async function texts(dir) {
  const names = await readdir(dir);
  return Promise.all(names.sort().map(limited(4, async (name, index, all) => {
    const text = await readFile(path.join(dir, name), 'utf8');
    return `${index}/${all.length} ${text.trim()}`;
  })));
}

texts('data').then((all) => console.log(all.join('\n')));

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
