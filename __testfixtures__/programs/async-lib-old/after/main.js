// version 2 of async gives no promise where the callback is left out
const async = require('async');
const { promisify } = require('util');
const fs = require('fs');
const { callbackify } = require('util');
const waterfallAsync = promisify(async.waterfall);

function lengths(names, callback) {
  async.mapLimit(names, 2, function (name, done) {
    fs.readFile(name, 'utf8', (err, text) => done(err, text && text.length > 0));
  }, function (err, all) {
    if (err) return callback(err);
    callback(null, all.join(' '));
  });
}

function first(names, callback) {
  callbackify(async () => {
    return waterfallAsync([
      (next) => fs.readFile(names[0], 'utf8', next),
      (text, next) => next(null, text.length > 0, 'more'),
    ]);
  })(callback);
}

setTimeout(function () {
  lengths([__filename, __filename], function (err, text) {
    if (err) throw err;
    console.log(text);
    first([__filename], function (err, found) {
      if (err) throw err;
      console.log(found);
      first(['none'], function (err) {
        console.log(err ? err.code : 'found');
      });
    });
  });
}, 1);
