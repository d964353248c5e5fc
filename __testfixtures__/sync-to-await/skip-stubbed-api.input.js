// expect: patched-api
const fs = require('fs');

const original = fs.existsSync;
fs.existsSync = (file) => file === 'imagined.txt' || original(file);

function check(file) {
  return fs.existsSync(file);
}

console.log(check('imagined.txt'), check('none.txt'));
