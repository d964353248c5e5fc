// expect: foreign-callback
const fs = require('fs');
const util = require('util');

function read(name) {
  return fs.readFileSync(name, 'utf8');
}
const both = util.callbackify(async (name) => name);
const old = util.deprecate(read, 'do not');

process.noDeprecation = true;
console.log(Reflect.apply(read, null, ['a.txt']), old('b.txt'), typeof both);
