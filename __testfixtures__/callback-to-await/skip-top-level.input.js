// expect: module-top-level
const fs = require('fs');

fs.readFile('a.txt', 'utf8', function (err, text) {
  if (err) throw err;
  console.log(text.length);
});
