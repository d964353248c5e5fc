// runner: mocha
// depends: mocha 11.0.0
const assert = require('assert');
const fs = require('fs');

async function load(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  return text.split('\n');
}

describe('files', function () {
  before(async function () {
    await fs.promises.mkdir('made');
  });

  after(async () => { await fs.promises.rmdir('made'); });

  it('hands its error to done', async function () {
    const lines = await load('a.txt');
    assert.strictEqual(lines[0], 'a-text');
  });

  it('throws', async function () {
    const stats = await fs.promises.stat('a.txt');
    // a byte is a byte
    assert.strictEqual(stats.size, 21);
    let err = null;
    let bytes;
    try {
      bytes = await fs.promises.readFile('a.txt');
    } catch (error) {
      err = error;
    }
    assert.ifError(err);
    assert.strictEqual(bytes.length, stats.size);
  });

  it('looks at what failed', async function () {
    let err = null;
    try {
      await fs.promises.readFile('nowhere.txt');
    } catch (error) {
      err = error;
    }
    assert.strictEqual(err.code, 'ENOENT');
    let lines;
    try {
      lines = await load('a.txt');
    } catch {
      throw new Error('no lines');
    }
    assert.strictEqual(lines.length, 3);
  });

  it('waits', async function () {
    await new Promise((resolve) => setTimeout(resolve, 5));
    let err = null;
    let lines;
    try {
      lines = await load('a.txt');
    } catch (error) {
      err = error;
    }
    assert.ok(!err && lines[1].endsWith('of a'));
  });
});
