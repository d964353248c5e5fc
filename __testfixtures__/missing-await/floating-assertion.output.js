// prints: rejected | asserted | end of tests
const assert = require('assert');
const { after, test } = require('node:test');

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function refuse() {
  await later(5);
  console.log('rejected');
  throw new Error('no');
}

async function check() {
  await later(50);
  assert.ok(true);
  console.log('asserted');
}

after(() => console.log('end of tests'));
test('rejects', async () => {
  await assert.rejects(refuse());
});
test('checks', async () => {
  await check();
});
