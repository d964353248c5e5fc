// expect: module-top-level
const fs = require('fs');

const version = fs.readFileSync('a.txt', 'utf8').trim();
module.exports = { version, banner: render() };

function render() {
  return fs.readFileSync('b.txt', 'utf8');
}
