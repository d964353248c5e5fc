const fs = require('fs');

function build(file) {
  return new Promise((resolve, reject) => {
    'use strict'; (async () => {
    try {
      const text = await fs.promises.readFile(file, 'utf8');
      if (text.length < 3) return;
      resolve(text.length);
    } catch (error) {
      reject(error);
    }
  })().catch(reject); });
}

class Loader {
  constructor(file) { this.file = file; }
  load() {
    const { file } = this;
    return new Promise(function (resolve, no) { (async () => {
      if (!await fs.promises.access(file).then(() => true, () => false)) throw new Error('missing');
      resolve({ file, size: (await fs.promises.stat(file)).size, given: arguments.length });
    })().catch(no); });
  }
}

async function main() {
  console.log(await build('a.txt'), (await new Loader('b.txt').load()).given);
  try {
    await new Loader('none.txt').load();
  } catch (error) {
    console.log(error.message);
  }
  const twice = await new Promise((resolve, reject) => { (async () => { resolve((await fs.promises.readFile('c.txt', 'utf8')).length * 2); throw new Error('too late'); })().catch(reject); });
  console.log(twice);
}

main().then(() => build('none.txt')).catch((error) => console.log(error.code));
