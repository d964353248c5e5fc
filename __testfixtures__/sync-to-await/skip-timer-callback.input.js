// expect: node-callback, timer-callback
const fs = require('fs');

function report() {
  console.log(fs.readFileSync('a.txt', 'utf8'));
}
setTimeout(report, 1);
process.nextTick(() => console.log('tick', fs.existsSync('b.txt')));
setImmediate(function () {
  console.log('immediate', fs.statSync('c.txt').size);
});
fs.stat('a.txt', (error, stats) => {
  console.log(error, stats.size === fs.readFileSync('a.txt').length);
});
