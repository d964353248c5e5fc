const fs = require('fs');

async function work(name) {
  await fs.promises.writeFile('made.txt', name);
  // and then
  const text = await fs.promises.readFile(name, 'utf8');
  console.log('length', text.length);
  await fs.promises.unlink('made.txt');
  return 'all';
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
