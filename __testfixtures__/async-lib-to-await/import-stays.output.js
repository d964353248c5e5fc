// expect: callback-library
const fs = require('fs'), async = require('async');

const queue = async.queue((name, done) => setImmediate(done, null, name), 1);

async function work(name, callback) {
  let texts;
  try {
    texts = await Promise.all([name].map(async (file) => fs.promises.readFile(file, 'utf8')));
  } catch (err) {
    return callback(err);
  }
  queue.push('x', function (err, pushed) {
    callback(err, [texts.length, pushed]);
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
