const assert = require('assert');
const path = require('path');
const test = require('node:test');

const { join } = path;
const lines = require(path.join(__dirname, '..'));
const again = require(path.resolve(__dirname, '..', 'index.js'));
const size = require(join(__dirname, '../lib/size'));
const kind = require(__dirname + '/../lib/kind.js');

test('joined paths', () => {
  assert.equal(lines(__filename), again(__filename));
  assert.ok(size(__filename) > 0);
  assert.equal(kind(__dirname), 'folder');
});
