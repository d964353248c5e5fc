// expect: node-callback
const fs = require('fs');

fs.watchFile('a.txt', { interval: 1 }, () => {
  console.log(fs.readFileSync('a.txt', 'utf8'));
});
fs.unwatchFile('a.txt');
console.log('watched');
