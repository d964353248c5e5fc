const fs = require('fs');

module.exports = function lines(file) {
  return fs.readFileSync(file, 'utf8').trim().split('\n').length;
};
