// async: 0.2.10
const async = require('async');
const fs = require('fs');

function work(name, callback) {
  fs.readdir('.', function (err, files) {
    if (err) return callback(err);
    const texts = files.filter((file) => file.endsWith('.txt'));
    async.eachSeries(texts, function (file, next) {
      if (file === 'b.txt') return next();
      fs.readFile(file, 'utf8', function (err, text) {
        if (err) return next(err);
        console.log(file, text.length);
        next();
      });
    }, function (err) {
      if (err) return callback(err);
      fs.stat(name, (err, stats) => {
        if (err) return callback(err);
        callback(null, stats.isFile());
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
