// expect: callback-form
const fs = require('fs');

function main() {
  fs.readFile('a.txt', 'utf8', function (err, text) {
    if (err) throw err;
    console.log(arguments.length, text.length);
  });
}

main();
