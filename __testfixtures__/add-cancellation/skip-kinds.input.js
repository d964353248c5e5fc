// cancel: main
// expect: cancel-kind, cancel-not-awaited, cancel-unreached
const { readFile } = require('fs/promises');

async function any(...files) {
  return (await readFile(files[0])).length;
}

async function listed() {
  return (await readFile(arguments[0])).length + arguments.length;
}

async function strict(file) {
  'use strict';
  return (await readFile(file)).length;
}

async function* lines(file) {
  yield* (await readFile(file, 'utf8')).split('\n');
}

async function early(text = (() => { return readFile('a.txt', 'utf8'); })()) {
  return (await text).length;
}

const lazy = {
  get size() { return readFile('a.txt').then(({ length }) => length); },
};

async function main() {
  console.log(await any('a.txt'), await listed('b.txt', 2), await strict('c.txt'), await lazy.size, await early());
  const { value } = await lines('a.txt').next();
  console.log(value);
}

main();
