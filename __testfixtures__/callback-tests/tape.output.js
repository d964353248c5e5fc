// runner: tape
// depends: tape 5.0.0
const fs = require('fs');
const test = require('tape');

test('ends', async (t) => {
  let err = null;
  let text;
  try {
    text = await fs.promises.readFile('a.txt', 'utf8');
  } catch (error) {
    err = error;
  }
  t.error(err, 'it is there');
  t.equal(text && text.length, 21, 'it is long');
  t.end();
});

test('plans', async (t) => {
  t.plan(2);
  let err = null;
  let stats;
  try {
    stats = await fs.promises.stat('a.txt');
  } catch (error) {
    err = error;
  }
  t.equal(err, null, 'no error');
  t.equal(stats && stats.size, 21, 'its size');
});
