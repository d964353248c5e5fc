const fs = require('fs'), { eachSeries, map } = require('async'), path = require('path');
const waterfall = require('async/waterfall');

function work(name, callback) {
  waterfall([
    (next) => fs.readFile(name, 'utf8', next),
    (text, next) => fs.stat(path.join('.', name), next),
  ], function (err, stats) {
    if (err) return callback(err);
    map(['b.txt'], (file, done) => fs.readFile(file, 'utf8', done), function (err, texts) {
      if (err) return callback(err);
      eachSeries(['c.txt'], (file, done) => fs.access(file, done), function (err) {
        if (err) return callback(err);
        callback(null, [stats.size, texts.length]);
      });
    });
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
