const assert = require('node:assert');
const { it } = require('node:test');
const rewire = require('rewire');

const folders = rewire('../lib/folders');

// what the test makes of it is not known to have more than these members
const fakeFs = { readdirSync: () => ['x'], existsSync(dir) { if (dir === 'broken') throw new Error(dir); return false; } };
folders.__set__('fs', fakeFs);
folders.__set__('lstatSync', () => ({ mtimeMs: 1 }));

it('lists the members of the stand-in', () => {
  assert.deepStrictEqual(Object.keys(fakeFs), ['readdirSync', 'existsSync']);
  assert.deepStrictEqual(folders.names('.'), ['x']);
  assert.throws(() => folders.isThere('broken'));
  assert.strictEqual(folders.isNew('.'), true);
});
