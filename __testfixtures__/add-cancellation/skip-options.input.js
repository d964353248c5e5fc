// cancel: main
// expect: cancel-options, directive
const { readFile } = require('fs/promises');

async function read(file, options) {
  return (await readFile(file, options)).length;
}

async function kept(file) {
  // unblock: ignore-next-line
  return (await only(file)).length;
}

const only = async (file) => readFile(file, 'utf8');

async function main() {
  console.log(await read('a.txt', 'utf8'), await read('b.txt'), await kept('c.txt'));
}

main();
