const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test, mock } = require('node:test');
const journal = require('../lib/journal');

const notes = path.join(__dirname, '../data/notes.txt');

test('everything is open', () => {
  const exists = mock.method(fs, 'existsSync', () => true);
  assert.strictEqual(journal.isOpen('nowhere.txt'), true);
  assert.strictEqual(exists.mock.calls[0].result, true);
});

test('sizes are real', async () => {
  assert.strictEqual(await journal.size(notes), 13);
});
