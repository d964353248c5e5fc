const async = require('async');
const fs = require('fs');

// with a limit: the library stays
function work(name, callback) {
  async.eachLimit(['b.txt', name, 'c.txt'], 1, function (file, next) {
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return next(err);
      console.log(file, text.length);
      next();
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
