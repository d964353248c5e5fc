// expect: comparator
const fs = require('fs');

const size = (file) => fs.statSync(file).size;
const files = ['c.txt', 'a.txt', 'b.txt'];
fs.appendFileSync;
files.sort((x, y) => size(y) - size(x) || x.localeCompare(y));
console.log(files);
