// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// of an async function the library would make an Error of the string
async function work(name) {
  try {
    await async.eachLimit([name, 'b.txt'], 1, function (file, next) {
      fs.stat(file, function (err, stats) {
        if (err) return next('no ' + file);
        next();
      });
    });
  } catch (err) {
    throw new Error(typeof err + err);
  }
  return 'fine';
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
