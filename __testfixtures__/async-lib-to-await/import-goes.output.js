const fs = require('fs'), path = require('path');

async function work(name) {
  await fs.promises.readFile(name, 'utf8');
  const stats = await fs.promises.stat(path.join('.', name));
  const texts = await Promise.all(['b.txt'].map(async (file) => fs.promises.readFile(file, 'utf8')));
  for (const file of ['c.txt']) {
    await fs.promises.access(file);
  }
  return [stats.size, texts.length];
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
