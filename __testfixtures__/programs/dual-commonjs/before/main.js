const lib = require('./lib');

console.log(lib.load('a').length, lib.loadAll(['a', 'a']), lib.sizeOf('a.txt'));
