// async: ^1.5.0
const fs = require('fs');

// the others go on when one fails, and the first error counts
async function work(name) {
  return Promise.all([
    // what is asked for
    fs.promises.readFile(name, 'utf8'),
    (async function () {
      setTimeout(() => {
        console.log('later');
      }, 300);
      const text = await fs.promises.readFile('b.txt', 'utf8');
      return text.length;
    })(),
  ]);
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
