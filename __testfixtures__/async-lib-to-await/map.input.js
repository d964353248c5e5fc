const async = require('async');
const fs = require('fs');

function work(name, callback) {
  async.map([name, 'b.txt'], (file, done) => {
    fs.stat(file, (err, stats) => {
      if (err) return done(err);
      done(null, stats.size);
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
