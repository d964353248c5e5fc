// expect: callback-values
const async = require('async');

setTimeout(() => {
  async.waterfall([(next) => setImmediate(next, null, 1, 2)], (err, one, two) => {
    if (err) throw err;
    console.log(one + two);
  });
}, 1);
