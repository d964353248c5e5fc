const assert = require('node:assert');
const { it } = require('node:test');
const rewire = require('rewire');

const notes = rewire('../lib/notes');

// throws where the real function answers, and is not called by its name alone
const fakeFs = { existsSync(file) { if (file === 'broken') throw new Error(file); return true; } };

it('is made of stand-ins', async () => {
  notes.__set__('read', (file) => file.toUpperCase());
  notes.__set__('fs', fakeFs);
  assert.strictEqual(await notes.first('abc'), 'A');
  assert.throws(() => notes.isKnown('broken'), /broken/);
});
