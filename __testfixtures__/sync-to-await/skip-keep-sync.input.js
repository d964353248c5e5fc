// expect: directive
const fs = require('fs');

// unblock: keep-sync start-up only
function settings() {
  return fs.readFileSync('a.txt', 'utf8');
}

console.log(settings());
