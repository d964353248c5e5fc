const fs = require('fs');

async function work(name) {
  const text = await fs.promises.readFile(name, 'utf8');
  for (const file of ['b.txt', 'c.txt']) {
    const stats = await fs.promises.stat(file);
    console.log(file, stats.size, text.length);
  }
  return 'both';
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
