// runner: ava
// depends: ava 3.15.0
const fs = require('fs');
const test = require('ava');

test.before.cb('there is a folder', t => {
  fs.mkdir('made', t.end);
});

test.cb('ends by an error', t => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return t.end(err);
    t.is(text.length, 21);
    t.end();
  });
});

test.serial.cb('looks at its error', t => {
  t.plan(2);
  fs.readFile('a.txt', 'utf8', (err, text) => {
    t.is(err, null);
    t.regex(text, /^a-text/);
    t.end();
  });
});

test.serial.cb('throws', function (t) {
  fs.stat('a.txt', (err, stats) => {
    if (err) throw err;
    fs.rmdir('made', (err) => {
      t.is(stats.size, 21);
      t.falsy(err);
      t.end();
    });
  });
});

const check = (t, text) => {
  t.regex(text, /of a/);
  t.end();
};

test.cb('is ended by what gets its context', t => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return t.end(err);
    check(t, text);
  });
});
