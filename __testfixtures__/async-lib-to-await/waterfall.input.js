// async: 2.0.1
const async = require('async');
const fs = require('fs');

function work(name, callback) {
  async.waterfall([
    (next) => fs.stat(name, next),
    function (stats, next) {
      const label = name + stats.size;
      fs.readFile(name, 'utf8', function (err, text) {
        if (err) return next(err);
        next(null, label + text.length);
      });
    },
    function (label, next) {
      fs.access('b.txt', function (err) {
        if (err) return next(err);
        console.log('label', label);
        next();
      });
    },
    // nothing came from there
    function (next) {
      const label = 'end';
      next(null, label.length);
    },
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
