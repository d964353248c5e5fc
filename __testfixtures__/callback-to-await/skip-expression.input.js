// expect: callback-in-expression
const fs = require('fs');

function main(wanted) {
  wanted && fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) throw err;
    console.log(text.length);
  });
}

main(true);
