// async: ^1.5.0
const async = require('async');
const fs = require('fs');

// the others go on when one fails, and the first error counts
function work(name, callback) {
  async.parallel([
    // what is asked for
    function (done) { fs.readFile(name, 'utf8', done); },
    function (done) {
      setTimeout(() => {
        console.log('later');
      }, 300);
      fs.readFile('b.txt', 'utf8', function (err, text) {
        if (err) return done(err);
        done(null, text.length);
      });
    },
  ], function (err, found) {
    if (err) return callback(err);
    callback(null, found);
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
