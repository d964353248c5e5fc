// expect: comparator
const fs = require('fs');

const table = [(a, b) => a.length - b.length];
table.load = function (a, b) {
  return fs.readFileSync('a.txt', 'utf8').indexOf(a) - fs.readFileSync('a.txt', 'utf8').indexOf(b);
};

let key = 0;
if (process.argv.length < 9) key = 'load';

console.log(['b', 'a'].sort((a, b) => table[key](a, b)), table.load('a', 'b'));
