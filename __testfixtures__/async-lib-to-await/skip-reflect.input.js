// expect: callback-library, callback-values-on-error
const async = require('async');

setTimeout(function () {
  async.parallel([async.reflect((done) => setImmediate(done, new Error('no')))], function (err, found) {
    console.log(err, found[0].error.message);
  });
}, 1);
