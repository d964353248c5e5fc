// async: 2.2.0
// expect: foreign-callback
const async = require('async');
const { promisify } = require('util');
const fs = require('fs');
const eachLimitAsync = promisify(async.eachLimit);

// versions before 2.3 take no async functions
async function work(name) {
  await eachLimitAsync(['b.txt', name, 'c.txt'], 1, function (file, next) {
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return next(err);
      console.log(file, text.length);
      next();
    });
  });
}

setTimeout(async function () {
  const value = await work('a.txt');
  console.log('value', JSON.stringify(value));
  let err = null;
  try {
    await work('none.txt');
  } catch (error) {
    err = error;
  }
  console.log('failed', err ? err.code || err.message : 'not');
}, 1);
