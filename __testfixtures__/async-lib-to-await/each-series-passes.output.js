// async: 0.2.10
const fs = require('fs');

async function work(name) {
  const files = await fs.promises.readdir('.');
  const texts = files.filter((file) => file.endsWith('.txt'));
  for (const file of texts) {
    if (file === 'b.txt') continue;
    const text = await fs.promises.readFile(file, 'utf8');
    console.log(file, text.length);
  }
  const stats = await fs.promises.stat(name);
  return stats.isFile();
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
