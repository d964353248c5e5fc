const assert = require('node:assert');
const fs = require('fs');
const { describe, it, beforeEach, afterEach, mock } = require('node:test');
const store = require('../lib/store');

describe('store', () => {
  const files = { 'a.txt': 'text of a' };
  let write;

  beforeEach(() => {
    mock.method(fs.promises, 'access', async (file) => { if (!(file in files)) throw new Error('ENOENT'); });
    mock.method(fs.promises, 'readFile', async (file) => {
      if (!(file in files)) throw new Error(`no ${file}`);
      return files[file];
    });
    write = mock.method(fs.promises, 'writeFile', async function (file, text) {
      files[file] = text;
    });
  });

  afterEach(() => {
    mock.restoreAll();
  });

  it('loads what is there', async () => {
    assert.strictEqual(await store.load('a.txt'), 'text of a');
    assert.strictEqual(await store.load('b.txt'), 'nothing');
    assert.deepStrictEqual(fs.promises.readFile.mock.calls[0].arguments, ['a.txt', 'utf8']);
    assert.strictEqual(fs.promises.readFile.mock.callCount(), 1);
  });

  it('fails as the stub does', async () => {
    fs.promises.access.mock.mockImplementation(async (...args) => { if (!(function () {
      return true;
    })(...args)) throw new Error('ENOENT'); });
    await assert.rejects(async () => await store.load('c.txt'), /no c\.txt/);
  });

  it('saves', async () => {
    await store.save('d.txt', 'text of d');
    assert.strictEqual(files['d.txt'], 'text of d');
    assert.strictEqual(write.mock.calls.length, 1);
  });
});
