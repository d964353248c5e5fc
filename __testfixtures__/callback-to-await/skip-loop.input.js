// expect: callback-in-loop
const fs = require('fs');

function main(files) {
  for (const file of files) {
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) throw err;
      console.log(text.length);
    });
  }
}

main(['a.txt', 'b.txt']);
