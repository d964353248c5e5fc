// expect: module-top-level
const fs = require('fs');

// what it is given may throw, and then the module would not go on
fs.readFile('a.txt'.replace('b', 'c'), 'utf8', function (err, text) {
  if (err) throw err;
  console.log(text.length);
});
console.log('first');
