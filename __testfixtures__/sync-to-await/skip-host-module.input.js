// expect: unseen-importer
const fs = require('fs');

// whoever loads this file is not in the repository
module.exports = function (grunt) {
  return fs.readFileSync('a.txt', 'utf8') + grunt;
};
