const assert = require('assert');
const test = require('node:test');
const mutateFS = require('mutate-fs');
const { size, stat } = require('../index.js');

test('a file that cannot be looked at', () => {
  const restore = mutateFS.statFail(new Error('no'));
  assert.throws(() => size(__filename), /no/);
  restore();
});

test('nor with a callback', async (t) => {
  const restore = mutateFS.statFail(new Error('no'));
  let error = null;
  try {
    await stat(__filename);
  } catch (error1) {
    error = error1;
  }
  restore();
  assert.equal(error.message, 'no');
});
