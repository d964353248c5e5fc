const fs = require('fs');
const path = require('path');

const DATA = path.join(__dirname, '../data');

/** Handlers that block: what a chain leaves behind is an async function, in which they can wait. */
async function index() {
  const file = await Promise.resolve(path.join(DATA, 'index.json'));
  // all of it is small
  const text = await fs.promises.readFile(file, 'utf8');
  return JSON.parse(text);
}

async function words(name) {
  const { files } = await index();
  const known = await filterAsync(files, async (each) => await fs.promises.access(path.join(DATA, each)).then(() => true, () => false));
  if (!known.includes(name)) throw new Error(`no ${name} among ${known.join()}`);
  return (await fs.promises.readFile(path.join(DATA, name), 'utf8')).split('\n');
}

/** No chain: it becomes async for its call alone. */
async function sizeOf(name) {
  return (await fs.promises.stat(path.join(DATA, name))).size;
}

module.exports = { index, words, sizeOf };

// Array.prototype.filter that awaits each callback before the next.
async function filterAsync(items, callback, thisArg) {
  const results = [];
  for (let index = 0, length = items.length; index < length; index++) {
    if (!(index in items)) continue;
    const item = items[index];
    if (await callback.call(thisArg, item, index, items)) results.push(item);
  }
  return results;
}
