const fse = require('fs-extra');

// the mock of this one is asked about by name
exports.read = function read(file) {
  return fse.readFileSync(file, 'utf8');
};

// the mock has a twin that is not alike
exports.list = function list(dir) {
  return fse.readdirSync(dir);
};
