// expect: callback-reference
const async = require('async');
const fs = require('fs');

// the list may be an object, or missing: the library knows what to do then
function sizes(list, callback) {
  async.each(list, function (file, next) {
    fs.stat(file, function (err, stats) {
      if (err) return next(err);
      console.log(file, stats.size);
      next();
    });
  }, callback);
}

function work(name, callback) {
  sizes({ x: name }, function (err) {
    if (err) return callback(err);
    sizes(null, function (err) {
      if (err) return callback(err);
      callback(null, 'none');
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
