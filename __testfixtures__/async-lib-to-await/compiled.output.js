// with: @babel/core
// expect: foreign-callback
const async = require('async');
const fs = require('fs');

// compiled, an async function may be none that the library knows
async function work(name) {
  return async.mapSeries([name, 'c.txt'], function (file, next) {
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return next(err);
      next(null, text.length);
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
