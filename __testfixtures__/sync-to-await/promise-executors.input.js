const fs = require('fs');

function build(file) {
  return new Promise((resolve, reject) => {
    'use strict';
    try {
      const text = fs.readFileSync(file, 'utf8');
      if (text.length < 3) return;
      resolve(text.length);
    } catch (error) {
      reject(error);
    }
  });
}

class Loader {
  constructor(file) { this.file = file; }
  load() {
    const { file } = this;
    return new Promise(function (resolve, no) {
      if (!fs.existsSync(file)) throw new Error('missing');
      resolve({ file, size: fs.statSync(file).size, given: arguments.length });
    });
  }
}

async function main() {
  console.log(await build('a.txt'), (await new Loader('b.txt').load()).given);
  try {
    await new Loader('none.txt').load();
  } catch (error) {
    console.log(error.message);
  }
  const twice = await new Promise((resolve, reject) => { resolve(fs.readFileSync('c.txt', 'utf8').length * 2); throw new Error('too late'); });
  console.log(twice);
}

main().then(() => build('none.txt')).catch((error) => console.log(error.code));
