// expect: directive
const fs = require('fs');

// unblock: keep-sync start-up only
function settings() {
  return fs.readFileSync('a.txt', 'utf8');
}

const size = (name) => fs.statSync(name).size;
const names = () => ['a.txt'].filter((name) => fs.existsSync(name));

// unblock: keep-sync must be there before anything else
console.log(settings(), size('b.txt'));
// unblock: keep-sync
names();
// unblock: ignore
fs.unlinkSync('c.txt');
