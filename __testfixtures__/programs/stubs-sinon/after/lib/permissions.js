const fs = require('fs');

// both would become calls of access, and a test stubs both
exports.isHere = function isHere(file) {
  return fs.existsSync(file);
};

exports.check = function check(file) {
  fs.accessSync(file);
  return true;
};
