// .map() whose result is used at once
const fs = require('fs');
const path = require('path');

module.exports = async function list(dir) {
  return (await mapAsync((await fs.promises.readdir(dir)).sort(), async (name) => `${name} ${(await fs.promises.stat(path.join(dir, name))).size > 0}`)).join('\n');
};

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
