const fs = require('fs');

// nobody who calls it can wait
exports.only = function only(file) {
  return fs.readFileSync(file, 'utf8').length;
};
