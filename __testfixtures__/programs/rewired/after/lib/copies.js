const fs = require('fs');

async function copy(from, to) {
  if (await fs.promises.access(to).then(() => true, () => false)) await fs.promises.rm(to);
  await fs.promises.copyFile(from, to);
  return true;
}

async function update(from, to) {
  if (!await fs.promises.access(from).then(() => true, () => false)) throw new Error(`no ${from}`);
  return await copy(from, to);
}

const sizes = async (files) => await mapAsync(files, async (file) => (await fs.promises.stat(file)).size);

module.exports = { update, sizes };

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
