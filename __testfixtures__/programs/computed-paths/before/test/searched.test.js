const assert = require('assert');
const test = require('node:test');
const rewire = require('rewire');

const lines = require(process.env.LINES_UNDER_TEST || process.cwd());
const other = rewire('..');
const resolved = require(require.resolve('../lib/size'));

test('what a path leads to that only the run knows', () => {
  assert.equal(lines(__filename), other(__filename));
  assert.ok(resolved(__filename) > 0);
});
