// expect: no-known-caller
const fs = require('fs');

function unused() {
  return fs.readFileSync('a.txt', 'utf8');
}

console.log(typeof unused);
