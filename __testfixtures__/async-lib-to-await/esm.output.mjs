import { readFile } from 'fs';
import { readFile as readFileAsync } from 'fs/promises';

async function work(name) {
  const texts = await Promise.all([
    readFileAsync(name, 'utf8'),
    readFileAsync('b.txt', 'utf8'),
  ]);
  for (const file of Object.keys({ 'c.txt': 1 })) {
    const text = await readFileAsync(file, 'utf8');
    console.log(file, text.length);
  }
  return texts;
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
