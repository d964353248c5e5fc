// prints: 3 | false
const assert = require('assert');

async function three() {
  await null;
  return 3;
}

async function isOpen() {
  await null;
  return false;
}

async function numbers() {
  assert.notStrictEqual(three(), 3);
}

async function guard() {
  assert(isOpen());
}

async function main() {
  for (const check of [numbers, guard]) {
    try {
      await check();
      console.log('passed');
    } catch (error) {
      console.log(error.actual);
    }
  }
}

main();
