// expect: timer-callback
// It also runs by itself, between any two waits.
const fs = require('fs');
let last = '';

function remember() {
  const text = fs.readFileSync('a.txt', 'utf8');
  last = `${last}${text.length}`;
}

const timer = setInterval(remember, 1);
remember();
setTimeout(() => { clearInterval(timer); console.log(last.startsWith('21')); }, 20);
