// expect: directive, works-at-once
const fs = require('fs');

function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  return Promise.resolve(text);
}
function store(file, text) {
  fs.writeFileSync(file, text);
  return Promise.resolve();
}

try {
  load('none.txt').catch((error) => console.log('rejected', error.code));
} catch (error) {
  console.log('thrown', error.code);
}
store('new.txt', 'here').then(() => console.log('stored'));
// unblock: keep-sync it shows what is on disk at once
console.log(fs.readFileSync('new.txt', 'utf8'));
