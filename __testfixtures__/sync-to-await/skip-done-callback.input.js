// expect: done-callback, test-registration
const fs = require('fs');
const { test } = require('node:test');

if (!fs.existsSync('a.txt')) process.exit(1);
test('reads', (t, done) => {
  fs.readFileSync('a.txt', 'utf8');
  setTimeout(done, 1);
});
