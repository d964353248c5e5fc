// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// ends at two places: as a function of the library
async function work(name) {
  return async.waterfall([
    function (next) {
      fs.stat(name, function (err, stats) {
        if (err) return next(err);
        if (stats.size > 1e6) return next(null, 'large');
        next(null, 'small');
      });
    },
    (size, next) => fs.readFile(name, 'utf8', (err, text) => next(err, size)),
  ]);
}

setTimeout(async function () {
  const value = await work('a.txt');
  console.log('value', JSON.stringify(value));
  let err = null;
  try {
    await work('none.txt');
  } catch (error) {
    err = error;
  }
  console.log('failed', err ? err.code || err.message : 'not');
}, 1);
