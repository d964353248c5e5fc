const fs = require('fs');

function readLines(file) {
  return readText(file).split('\n');
}

function readText(file) {
  return fs.readFileSync(file, 'utf8');
}

module.exports = { readLines };
