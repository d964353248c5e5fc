// expect: shared-state, timer-callback
const fs = require('fs');

let runs = 0;
const timer = setInterval(() => {
  if (fs.existsSync('a.txt') && ++runs === 2) clearInterval(timer);
}, 1);

let last = '';
function remember() {
  const text = fs.readFileSync('b.txt', 'utf8');
  last = text;
}
setTimeout(remember, 1);
remember();
process.nextTick(() => {
  const text = fs.readFileSync('a.txt', 'utf8');
  last = text;
});

process.on('exit', () => console.log(runs, last));
