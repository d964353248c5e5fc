const assert = require('node:assert');
const fs = require('node:fs');
const { it } = require('node:test');
const sinon = require('sinon');
const permissions = require('../lib/permissions');

it('is here', () => {
  const exists = sinon.stub(fs, 'existsSync').returns(true);
  const access = sinon.stub(fs, 'accessSync').throws(new Error('forbidden'));
  assert.strictEqual(permissions.isHere('a.md'), true);
  assert.throws(() => permissions.check('a.md'), /forbidden/);
  exists.restore();
  access.restore();
});
