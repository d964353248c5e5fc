const fs = require('fs');

// all who call it can wait
exports.free = function free(file) {
  return fs.readFileSync(file, 'utf8').length > 10;
};
