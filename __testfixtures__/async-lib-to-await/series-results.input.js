const async = require('async');
const fs = require('fs');

// the results are wanted: the library stays, and runs async functions
function work(name, callback) {
  async.series({
    first: (next) => fs.readFile(name, 'utf8', next),
    second(next) {
      setImmediate(next, null, 2);
    },
  }, function (err, results) {
    if (err) return callback(err);
    callback(null, [results.first.length, results.second]);
  });
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
