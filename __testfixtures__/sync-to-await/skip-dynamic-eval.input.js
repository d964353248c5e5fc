// expect: dynamic-code
const fs = require('fs');

function read(file) {
  return fs.readFileSync(file, 'utf8');
}

console.log(eval('read("a.txt")').length);
