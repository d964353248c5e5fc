const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { describe, it, mock } = require('node:test');
const notes = require('../lib/notes');

const file = path.join(__dirname, '../data/notes.txt');

describe('side by side', { concurrency: true }, () => {
  // while it waited for the notes, the other test would see the stub
  it('asks the stub', () => {
    const stub = mock.method(fs, 'lstatSync', () => 'stubbed');
    assert.strictEqual(notes.second(file), 'second');
    assert.strictEqual(fs.lstatSync('nowhere.txt'), 'stubbed');
    stub.mock.restore();
  });

  it('asks the disk', () => {
    assert.strictEqual(fs.lstatSync(file).isFile(), true);
  });
});
