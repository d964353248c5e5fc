// expect: callback-values-on-error
const async = require('async');

setTimeout(() => {
  async.mapSeries([1, 2], (n, done) => setImmediate(done, n > 1 ? new Error('two') : null, n), (err, found) => {
    console.log(err && err.message, found.length);
  });
}, 1);
