// cancel: main
// expect: cancel-not-awaited
const { readFile } = require('fs/promises');

const signal = 'mine';

const read = async (file) => {
  const all = [];
  const inner = async () => { all.push((await readFile(file)).length, signal); };
  await inner();
  await (async () => { await inner(); })();
  return all;
};

const object = {
  async read(file) { return readFile(file, 'latin1'); },
  'quoted': async function () { return this.read('b.txt'); },
};

async function main() {
  console.log(await read('a.txt'), (await object.read('a.txt')).length, (await object.quoted()).length);
  console.log(await new Promise((resolve, reject) => { readFile('c.txt').then(String).then(resolve, reject); }));
}

main();
