// expect: await-identifier
const fs = require('fs');

function read(file) {
  var await = fs.readFileSync(file, 'utf8');
  return await;
}

console.log(read('a.txt'));
