#!/usr/bin/env node
const { load, loadAsync, first, firstAsync } = require('..');
const sizeOf = require('../lib/size');

const [, , name] = process.argv;
async function main() {
console.log((await loadAsync(name)).join(' '), await firstAsync(''), await sizeOf.sizeOfAsync(`${name}.txt`));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
