const fs = require('graceful-fs');
const { promisify } = require('util');
const readdirAsync = promisify(fs.readdir);
const accessAsync = promisify(fs.access);
const readFileAsync = promisify(fs.readFile);

async function main() {
  const names = (await readdirAsync('.')).filter((name) => /^[abc]\.txt$/.test(name));
  return await mapAsync(names, async (name) => [name, await accessAsync(name).then(() => true, () => false), await readFileAsync(name, 'utf8')]);
}

async function asyncMain() {
console.log(await main());
}

asyncMain().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
