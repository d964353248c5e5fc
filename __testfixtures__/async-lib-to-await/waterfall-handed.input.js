const async = require('async');
const fs = require('fs');

function work(name, callback) {
  async.waterfall([
    (next) => fs.readFile(name, 'utf8', next),
    (text, next) => {
      async.eachSeries(['b.txt', 'c.txt'], function (file, done) {
        fs.stat(file, (err, stats) => {
          if (err) return done(err);
          console.log(file, stats.size, text.length);
          done();
        });
      }, next);
    },
  ], function (err) {
    if (err) return callback(err);
    callback(null, 'both');
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
