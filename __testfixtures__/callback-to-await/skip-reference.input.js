// expect: callback-reference
const fs = require('fs');

function show(err, text) {
  console.log(err, text.length);
}

function main() {
  fs.readFile('a.txt', 'utf8', show);
}

main();
show(null, '');
