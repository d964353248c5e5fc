// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// ends at two places: as a function of the library
function work(name, callback) {
  async.waterfall([
    function (next) {
      fs.stat(name, function (err, stats) {
        if (err) return next(err);
        if (stats.size > 1e6) return next(null, 'large');
        next(null, 'small');
      });
    },
    (size, next) => fs.readFile(name, 'utf8', (err, text) => next(err, size)),
  ], callback);
}

setTimeout(function () {
  work('a.txt', function (err, value) {
    if (err) throw err;
    console.log('value', JSON.stringify(value));
    work('none.txt', function (err) {
      console.log('failed', err ? err.code || err.message : 'not');
    });
  });
}, 1);
