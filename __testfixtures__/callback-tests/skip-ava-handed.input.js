// depends: ava 3.15.0
// expect: foreign-callback
// what gets the context may end the test
const fs = require('fs');
const test = require('ava');

const check = (t, text) => {
  t.is(text.length, 21);
  t.end();
};

test.cb('reads', t => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return t.end(err);
    check(t, text);
  });
});
