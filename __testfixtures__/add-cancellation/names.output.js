// cancel: main
// expect: cancel-not-awaited
const { readFile } = require('fs/promises');

const signal = 'mine';

const read = async (file, { signal: abortSignal } = {}) => {
  const all = [];
  const inner = async () => { all.push((await readFile(file, { signal: abortSignal })).length, signal); };
  await inner();
  await (async () => { await inner(); })();
  return all;
};

const object = {
  async read(file, { signal } = {}) { return readFile(file, { encoding: 'latin1', signal }); },
  'quoted': async function ({ signal } = {}) { return this.read('b.txt', { signal }); },
};

async function main({ signal } = {}) {
  console.log(await read('a.txt', { signal }), (await object.read('a.txt', { signal })).length, (await object.quoted({ signal })).length);
  console.log(await new Promise((resolve, reject) => { readFile('c.txt').then(String).then(resolve, reject); }));
}

main();
