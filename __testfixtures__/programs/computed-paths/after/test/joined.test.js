const assert = require('assert');
const path = require('path');
const test = require('node:test');

const { join } = path;
const lines = require(path.join(__dirname, '..'));
const again = require(path.resolve(__dirname, '..', 'index.js'));
const size = require(join(__dirname, '../lib/size'));
const kind = require(__dirname + '/../lib/kind.js');

test('joined paths', async () => {
  assert.equal(await lines(__filename), await again(__filename));
  assert.ok(await size(__filename) > 0);
  assert.equal(kind(__dirname), 'folder');
});
