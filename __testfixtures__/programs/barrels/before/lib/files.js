const fs = require('fs');

const read = (name) => fs.readFileSync(name, 'utf8');

exports.read = read;
exports.size = function size(name) {
  return read(name).length;
};
