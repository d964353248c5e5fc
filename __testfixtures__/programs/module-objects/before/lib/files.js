const fs = require('fs');

function copy(from, to) {
  fs.copyFileSync(from, to);
  return size(to);
}

const size = (file) => fs.statSync(file).size;

module.exports = { copy, size };
