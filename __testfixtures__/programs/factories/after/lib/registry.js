const Config = require('./config');

const known = new Map();
const get = async (file) => known.get(file) || known.set(file, await new Config().init(file)).get(file);
const all = async (files) => await mapAsync(files, async (file) => await new Config().init(file));

module.exports = { get, all };

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
