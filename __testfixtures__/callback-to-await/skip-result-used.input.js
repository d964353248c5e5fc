// expect: result-used
const fs = require('fs');

function read(file) {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) throw err;
    console.log(text.length);
  });
  return;
}

console.log(read('a.txt'));
