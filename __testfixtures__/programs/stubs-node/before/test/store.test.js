const assert = require('node:assert');
const fs = require('fs');
const { describe, it, beforeEach, afterEach, mock } = require('node:test');
const store = require('../lib/store');

describe('store', () => {
  const files = { 'a.txt': 'text of a' };
  let write;

  beforeEach(() => {
    mock.method(fs, 'existsSync', (file) => file in files);
    mock.method(fs, 'readFileSync', (file) => {
      if (!(file in files)) throw new Error(`no ${file}`);
      return files[file];
    });
    write = mock.method(fs, 'writeFileSync', function (file, text) {
      files[file] = text;
    });
  });

  afterEach(() => {
    mock.restoreAll();
  });

  it('loads what is there', () => {
    assert.strictEqual(store.load('a.txt'), 'text of a');
    assert.strictEqual(store.load('b.txt'), 'nothing');
    assert.deepStrictEqual(fs.readFileSync.mock.calls[0].arguments, ['a.txt', 'utf8']);
    assert.strictEqual(fs.readFileSync.mock.callCount(), 1);
  });

  it('fails as the stub does', () => {
    fs.existsSync.mock.mockImplementation(function () {
      return true;
    });
    assert.throws(() => store.load('c.txt'), /no c\.txt/);
  });

  it('saves', () => {
    store.save('d.txt', 'text of d');
    assert.strictEqual(files['d.txt'], 'text of d');
    assert.strictEqual(write.mock.calls.length, 1);
  });
});
