const assert = require('node:assert');
const { describe, it, beforeEach } = require('node:test');
const rewire = require('rewire');

const copies = rewire('../lib/copies');
copies.copy = copies.__get__('copy');

const copied = [];
copies.__set__('copy', function (from, to) {
  copied.push([from, to]);
  return copied.length;
});

const fakeFs = {
  there: {},
  removed: [],
  existsSync: function (file) {
    return file in this.there;
  },
  statSync(file) {
    if (!this.there[file]) throw new Error(`no ${file}`);
    return { size: this.there[file] };
  },
  copyFileSync: (from, to) => { fakeFs.there[to] = fakeFs.there[from]; },
  rmSync(file) { this.removed.push(file); },
  promises: {
    copyFile: async (...args) => fakeFs.copyFileSync(...args),
    access: async (...args) => { if (!fakeFs.existsSync(...args)) throw new Error('ENOENT'); },
    rm: async (...args) => fakeFs.rmSync(...args),
    stat: async (...args) => fakeFs.statSync(...args)
  },
};
copies.__set__('node:fs', fakeFs);

describe('copies', () => {
  beforeEach(() => {
    fakeFs.there = { a: 5, b: 7 };
    fakeFs.removed = [];
  });

  it('replace what is there', async () => {
    assert.strictEqual(await copies.copy('a', 'b'), true);
    assert.deepStrictEqual(fakeFs.removed, ['b']);
    assert.strictEqual(fakeFs.statSync('b').size, 5);
  });

  it('are made by another function here', async () => {
    assert.strictEqual(await copies.update('a', 'c'), 1);
    assert.deepStrictEqual(copied, [['a', 'c']]);
    await assert.rejects(async () => await copies.update('none', 'c'), /no none/);
  });

  it('have sizes', async () => {
    assert.deepStrictEqual(await copies.sizes(['a', 'b']), [5, 7]);
    await assert.rejects(async () => await copies.sizes(['none']), /no none/);
  });
});
