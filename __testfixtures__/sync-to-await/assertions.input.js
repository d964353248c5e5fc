const assert = require('assert');
const fs = require('fs');
const { throws, strictEqual } = require('assert').strict;

function load(name) {
  if (!name) throw new TypeError('no name');
  return fs.readFileSync(name, 'utf8');
}

assert.throws(() => load('none.txt'), { code: 'ENOENT' });
assert.throws(() => load(), TypeError, 'a name is needed');
assert.throws(() => {
  load('none.txt');
}, /ENOENT/);
assert.throws(load);
throws(function () {
  load('a.txt');
  throw new RangeError('afterwards');
}, RangeError);
assert.doesNotThrow(() => load('a.txt'));
strictEqual(load('a.txt').length, load('b.txt').length);
assert(fs.existsSync('c.txt'));
try {
  assert.throws(() => load('a.txt'));
} catch ({ code }) {
  console.log(code);
}
console.log('done');
