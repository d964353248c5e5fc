const assert = require('node:assert');
const fs = require('node:fs');
const { after, before, describe, it, test } = require('node:test');

const load = async (name) => await fs.promises.readFile(name, 'utf8');

let text;
before(async () => {
  text = await load('a.txt');
});
after(async () => await fs.promises.writeFile('seen.txt', text));

test('loads', async () => {
  assert.strictEqual(await load('a.txt'), text);
});
describe('a missing file', () => {
  it('throws', async function () {
    await assert.rejects(async () => await load('none.txt'), { code: 'ENOENT' });
  });
  it('ends by a callback', (t, done) => { (async () => {
    const expected = await load('b.txt');
    setTimeout(() => {
      t.diagnostic(expected);
      done();
    }, 1);
  })().catch(done); });
  it('is not there', { timeout: 5000 }, async (t) => {
    t.diagnostic('looking');
    assert.ok(!await fs.promises.access('none.txt').then(() => true, () => false));
  });
});
process.on('exit', () => console.log(process.exitCode));
