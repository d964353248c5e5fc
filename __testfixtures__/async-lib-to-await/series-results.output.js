const async = require('async');
const fs = require('fs');

// the results are wanted: the library stays, and runs async functions
async function work(name) {
  const results = await async.series({
    first: async () => fs.promises.readFile(name, 'utf8'),
    second(next) {
      setImmediate(next, null, 2);
    },
  });
  return [results.first.length, results.second];
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
