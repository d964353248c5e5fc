// expect: parameter-default
const fs = require('fs');

function shout(text = fs.readFileSync('a.txt', 'utf8'), { size = fs.statSync('b.txt').size } = {}) {
  return text.toUpperCase() + size;
}

console.log(shout(), shout('given', { size: 1 }), shout.length);
