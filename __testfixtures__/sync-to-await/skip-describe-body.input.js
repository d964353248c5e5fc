// expect: test-registration, test-suite-body
const assert = require('node:assert');
const fs = require('node:fs');
const { describe, it } = require('node:test');

const top = fs.readFileSync('a.txt', 'utf8');
describe('files', () => {
  const expected = fs.readFileSync('a.txt', 'utf8');
  it('are equal', () => {
    assert.strictEqual(expected, top);
  });
});
