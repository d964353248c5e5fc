// expect: callback-values
const fs = require('fs');

function main() {
  fs.readFile('a.txt', 'utf8', (err, text, more) => {
    if (err) throw err;
    console.log(text.length, more);
  });
}

main();
