// functions that call themselves for the next round
const fs = require('fs');

async function lines(files) {
  const found = [];
  for (let i = 0; ; i++) {
    if (i === files.length) return found;
    const text = await fs.promises.readFile(files[i], 'utf8');
    // the next one
    found.push(text.split('\n')[0]);
  }
}

async function firstOf(queue) {
  while (true) {
    const file = queue.shift();
    if (!file) throw new Error('none of them');
    try {
      await fs.promises.stat(file);
    } catch {
      continue;
    }
    return file;
  }
}

async function main() {
  await fs.promises.readdir('.');
  let err = null;
  let found;
  try {
    found = await lines(['a.txt', 'b.txt']);
  } catch (error) {
    err = error;
  }
  console.log(err, found);
  let err1 = null;
  try {
    await lines(['a.txt', 'missing']);
  } catch (error1) {
    err1 = error1;
  }
  console.log(err1.code);
  let err2 = null;
  let file;
  try {
    file = await firstOf(['missing', 'b.txt', 'c.txt']);
  } catch (error2) {
    err2 = error2;
  }
  console.log(err2, file);
  let err3 = null;
  try {
    await firstOf(['gone']);
  } catch (error3) {
    err3 = error3;
  }
  console.log(err3.message);
}

main();
