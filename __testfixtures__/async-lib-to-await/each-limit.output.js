const async = require('async');
const fs = require('fs');

// with a limit: the library stays
async function work(name) {
  await async.eachLimit(['b.txt', name, 'c.txt'], 1, async function (file) {
    const text = await fs.promises.readFile(file, 'utf8');
    console.log(file, text.length);
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
