const assert = require('node:assert');
const { it } = require('node:test');
const rewire = require('rewire');

const tables = rewire('../lib/tables');

// the stand-in is gone when the callback returns
it('have rows', () => {
  const rows = tables.__with__({ fs: { readFileSync: () => 'a\nb' } })(() => tables.rows('none'));
  assert.strictEqual(rows, 2);
});
