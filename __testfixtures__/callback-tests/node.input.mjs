// runner: node
import assert from 'node:assert';
import fs from 'node:fs';
import { before, describe, it, test } from 'node:test';

before((t, done) => { fs.access('b.txt', done); });

test('hands its error to done', (t, done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    assert.strictEqual(text.length, 21);
    done();
  });
});

test('with others in it', async (t) => {
  await t.test('inner', (t, done) => {
    fs.readFile('a.txt', 'utf8', (err, text) => {
      assert.ifError(err);
      assert.match(text, /^a-text/);
      done();
    });
  });
});

describe('a suite', () => {
  it('reads', function (t, done) {
    fs.stat('a.txt', (err, stats) => {
      if (err) throw err;
      assert.strictEqual(stats.size, 21);
      done();
    });
  });
});
