'use strict';
const { parse, Store } = require('./store');

/**
 * Loads one entry.
 * @function load
 * @returns {string[]} its lines
 */
function load(name) {
  return parse(name, new Store('.').readSync(name));
}

/**
 * Loads one entry.
 * @function loadAsync
 * @returns {Promise<string[]>} its lines
 */
async function loadAsync(name) {
  return parse(name, await new Store('.').readAsync(name));
}

module.exports = {
  load,
  loadAsync,
  Store,
  sizeOf: require('./size'),
  // several levels at once
  loadAll: (names) => names.map((name) => load(name).length),
  loadAllAsync: async (names) => await mapAsync(names, async (name) => (await loadAsync(name)).length),
};
module.exports.first = function first(name) {
  return name === '' ? first('a') : load(name)[0];
};

module.exports.firstAsync = async function firstAsync(name) {
  return name === '' ? await firstAsync('a') : (await loadAsync(name))[0];
};

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
