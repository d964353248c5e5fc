// Callers may use what only bluebird's promises have.
// expect: library-promise
// policy: keep
const Promise = require('bluebird');

exports.load = (id) => Promise.resolve(step('load', id)).then(value => value + 1);
