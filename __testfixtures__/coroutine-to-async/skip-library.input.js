// expect: library-promise
// Its promise has methods that a native one has not.
const Promise = require('bluebird');
const Q = require('q');
const pair = Promise.coroutine(function* (id) { return yield Promise.all([step(id), step('b')]); });
exports.spread = (id) => pair(id).spread((a, b) => a + b);
exports.exported = Promise.coroutine(function* (id) { return yield Promise.resolve(step(id)); });
exports.q = Q.async(function* (id) { return yield step(id); });
