// what comes after the call runs before its result
const fs = require('fs');

let state = 'new';

function main() {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) throw err;
    console.log(state, text.length);
  });
  // meanwhile
  state = 'reading';
}

main();
console.log(state);
