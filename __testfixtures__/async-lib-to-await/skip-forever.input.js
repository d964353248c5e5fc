// expect: callback-library
const async = require('async');

let turns = 0;

setTimeout(function () {
  async.forever((next) => setImmediate(next, ++turns > 3 ? new Error('enough') : null), (err) => console.log(err.message, turns));
}, 1);
