// async: 2.2.0
// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// versions before 2.3 take no async functions
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
