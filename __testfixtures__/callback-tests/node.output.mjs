// runner: node
import assert from 'node:assert';
import fs from 'node:fs';
import { before, describe, it, test } from 'node:test';

before(async (t) => { await fs.promises.access('b.txt'); });

test('hands its error to done', async (t) => {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  assert.strictEqual(text.length, 21);
});

test('with others in it', async (t) => {
  await t.test('inner', async (t) => {
    let err = null;
    let text;
    try {
      text = await fs.promises.readFile('a.txt', 'utf8');
    } catch (error) {
      err = error;
    }
    assert.ifError(err);
    assert.match(text, /^a-text/);
  });
});

describe('a suite', () => {
  it('reads', async function (t) {
    const stats = await fs.promises.stat('a.txt');
    assert.strictEqual(stats.size, 21);
  });
});
