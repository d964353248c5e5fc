// prints: {"a":1} | 7 | a | 2 | dir/file.txt
const path = require('path');

async function settings() {
  return { a: 1 };
}

async function port() {
  return '7';
}

async function name() {
  return 'file.txt';
}

async function main() {
  console.log(JSON.stringify(settings()));
  console.log(parseInt(port(), 10));
  console.log(Object.keys(settings()).join());
  console.log(new Set(list()).size);
  console.log(path.join('dir', name()));
}

async function list() {
  return [1, 2, 2];
}

main().catch((error) => console.log(error.message));
