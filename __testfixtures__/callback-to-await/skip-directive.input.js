// expect: directive
const fs = require('fs');

function main() {
  // unblock: keep-sync
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) throw err;
    console.log(text.length);
  });
}

main();
