// expect: callback-library
const fs = require('fs'), async = require('async');

const queue = async.queue((name, done) => setImmediate(done, null, name), 1);

function work(name, callback) {
  async.map([name], (file, done) => fs.readFile(file, 'utf8', done), function (err, texts) {
    if (err) return callback(err);
    queue.push('x', function (err, pushed) {
      callback(err, [texts.length, pushed]);
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
