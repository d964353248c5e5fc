// async: 2.0.1
const fs = require('fs');

async function work(name) {
  const stats = await fs.promises.stat(name);
  const label = name + stats.size;
  const text = await fs.promises.readFile(name, 'utf8');
  const label1 = label + text.length;
  await fs.promises.access('b.txt');
  console.log('label', label1);
  // nothing came from there
  const label2 = 'end';
  return label2.length;
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
