const async = require('async');
const fs = require('fs');

function work(name, callback) {
  async.series([
    function (next) {
      fs.writeFile('made.txt', name, next);
    },
    // and then
    function (next) {
      fs.readFile(name, 'utf8', function (err, text) {
        if (err) return next(err);
        console.log('length', text.length);
        next();
      });
    },
    (next) => fs.unlink('made.txt', next),
  ], function (err) {
    if (err) return callback(err);
    callback(null, 'all');
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
