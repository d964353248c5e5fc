// cancel: main
// expect: cancel-other-arguments
const { readFile } = require('fs/promises');

async function read(file) {
  return (await readFile(file)).length;
}

async function of({ file } = {}) {
  return (await readFile(file)).length;
}

async function main() {
  const more = { file: 'c.txt', signal: 'red' };
  console.log(await read('a.txt'), await read('b.txt', null), await of({ file: 'b.txt' }), await of(more));
}

main();
