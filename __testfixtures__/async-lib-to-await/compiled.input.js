// with: @babel/core
// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// compiled, an async function may be none that the library knows
function work(name, callback) {
  async.mapSeries([name, 'c.txt'], function (file, next) {
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return next(err);
      next(null, text.length);
    });
  }, callback);
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
