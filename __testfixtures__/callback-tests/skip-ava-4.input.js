// depends: ava ^4.0.0
// expect: test-ends-first
// it has no test.cb
const fs = require('fs');
const test = require('ava');

test.cb('reads', t => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    t.is(text.length, 21);
    t.end();
  });
});
