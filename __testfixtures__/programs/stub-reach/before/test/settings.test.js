const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { describe, it, before, beforeEach, afterEach, mock } = require('node:test');
const { readSettings } = require('../lib/settings');
const notes = require('../lib/notes');

describe('settings', () => {
  let real;

  before(() => {
    real = fs.readFileSync;
  });

  beforeEach(() => {
    mock.method(fs, 'readFileSync', () => '{ "colour": "blue" }');
  });

  afterEach(() => {
    mock.restoreAll();
  });

  it('are read from the stub', () => {
    assert.notStrictEqual(fs.readFileSync, real);
    assert.strictEqual(readSettings('nowhere.json').colour, 'blue');
  });
});

describe('notes', () => {
  it('are read from the disk', () => {
    assert.match(notes.load(path.join(__dirname, '../data/notes.txt')), /first/);
  });
});
