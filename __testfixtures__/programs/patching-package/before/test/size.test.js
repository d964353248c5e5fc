const assert = require('assert');
const test = require('node:test');
const mutateFS = require('mutate-fs');
const { size, stat } = require('../index.js');

test('a file that cannot be looked at', () => {
  const restore = mutateFS.statFail(new Error('no'));
  assert.throws(() => size(__filename), /no/);
  restore();
});

test('nor with a callback', (t, done) => {
  const restore = mutateFS.statFail(new Error('no'));
  stat(__filename, (error) => {
    restore();
    assert.equal(error.message, 'no');
    done();
  });
});
