// runner: tape
// depends: tape 5.0.0
const fs = require('fs');
const test = require('tape');

test('ends', (t) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    t.error(err, 'it is there');
    t.equal(text && text.length, 21, 'it is long');
    t.end();
  });
});

test('plans', (t) => {
  t.plan(2);
  fs.stat('a.txt', (err, stats) => {
    t.equal(err, null, 'no error');
    t.equal(stats && stats.size, 21, 'its size');
  });
});
