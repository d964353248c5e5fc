// expect: caught-at-once
const fs = require('fs');

function read(file) {
  if (!file) throw new Error('no file');
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) throw err;
    console.log(text.length);
  });
}

try {
  read('a.txt');
  read('');
} catch (error) {
  console.log(error.message);
}
