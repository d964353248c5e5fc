const assert = require('assert');
const test = require('node:test');
const rewire = require('rewire');

const lines = require(process.env.LINES_UNDER_TEST || process.cwd());
const other = rewire('..');
const resolved = require(require.resolve('../lib/size'));

test('what a path leads to that only the run knows', async () => {
  assert.equal(await lines(__filename), await other(__filename));
  assert.ok(await resolved(__filename) > 0);
});
