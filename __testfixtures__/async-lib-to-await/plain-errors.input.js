// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// of an async function the library would make an Error of the string
function work(name, callback) {
  async.eachLimit([name, 'b.txt'], 1, function (file, next) {
    fs.stat(file, function (err, stats) {
      if (err) return next('no ' + file);
      next();
    });
  }, function (err) {
    if (err) return callback(new Error(typeof err + err));
    callback(null, 'fine');
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
