const assert = require('assert');
const fs = require('fs');
const { throws, strictEqual } = require('assert').strict;

async function load(name) {
  if (!name) throw new TypeError('no name');
  return await fs.promises.readFile(name, 'utf8');
}

async function main() {
await assert.rejects(async () => await load('none.txt'), { code: 'ENOENT' });
await assert.rejects(async () => await load(), TypeError, 'a name is needed');
await assert.rejects(async () => {
  await load('none.txt');
}, /ENOENT/);
await assert.rejects(load);
throws(await settled(async function () {
  await load('a.txt');
  throw new RangeError('afterwards');
}), RangeError);
await assert.doesNotReject(async () => await load('a.txt'));
strictEqual((await load('a.txt')).length, (await load('b.txt')).length);
assert(await fs.promises.access('c.txt').then(() => true, () => false));
try {
  await assert.rejects(async () => await load('a.txt'));
} catch ({ code }) {
  console.log(code);
}
console.log('done');
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Runs to the end, then gives a function that returns the result or throws the error.
async function settled(run) {
  try {
    const result = await run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
