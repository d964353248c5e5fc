const async = require('async');
const fs = require('fs');

// a loop, whatever the version
function work(name, callback) {
  const seen = [];
  async.eachSeries(['b.txt', name, 'c.txt'], function (file, next) {
    var label = file.toUpperCase();
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return next(err);
      if (text.length > 1000) return next();
      // one more
      seen.push(label + text.length);
      next();
    });
  }, function (err) {
    console.log('seen', seen.join());
    callback(err, seen);
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
