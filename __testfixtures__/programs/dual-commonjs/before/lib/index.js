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

module.exports = {
  load,
  Store,
  sizeOf: require('./size'),
  // several levels at once
  loadAll: (names) => names.map((name) => load(name).length),
};
module.exports.first = function first(name) {
  return name === '' ? first('a') : load(name)[0];
};
