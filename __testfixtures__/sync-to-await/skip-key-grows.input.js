// expect: comparator
const fs = require('fs');

const table = {
  compare: (a, b) => a.length - b.length,
  load: (a, b) => fs.readFileSync('a.txt', 'utf8').indexOf(a) - fs.readFileSync('a.txt', 'utf8').indexOf(b),
};

let key = 0;
for (const part of ['lo', 'ad']) key = key === 0 ? part : key + part;

console.log(['b', 'a'].sort((a, b) => table[key](a, b)), table.load('a', 'b'));
