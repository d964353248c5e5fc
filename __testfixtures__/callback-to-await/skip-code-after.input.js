// expect: callback-code-after
const fs = require('fs');

let text = '';

function main(show) {
  fs.readFile('a.txt', 'utf8', (err, found) => {
    if (err) throw err;
    text = found;
    console.log(text.length);
  });
  show(text);
}

main((text) => console.log(text.length));
