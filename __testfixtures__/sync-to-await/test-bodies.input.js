const assert = require('node:assert');
const fs = require('node:fs');
const { after, before, describe, it, test } = require('node:test');

const load = (name) => fs.readFileSync(name, 'utf8');

let text;
before(() => {
  text = load('a.txt');
});
after(() => fs.writeFileSync('seen.txt', text));

test('loads', () => {
  assert.strictEqual(load('a.txt'), text);
});
describe('a missing file', () => {
  it('throws', function () {
    assert.throws(() => load('none.txt'), { code: 'ENOENT' });
  });
  it('ends by a callback', (t, done) => {
    const expected = load('b.txt');
    setTimeout(() => {
      t.diagnostic(expected);
      done();
    }, 1);
  });
  it('is not there', { timeout: 5000 }, (t) => {
    t.diagnostic('looking');
    assert.ok(!fs.existsSync('none.txt'));
  });
});
process.on('exit', () => console.log(process.exitCode));
