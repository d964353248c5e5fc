const fse = require('fs-extra');

exports.apply = function apply(file, text) {
  fse.ensureDirSync('patched');
  const before = fse.readFileSync(file).toString();
  fse.writeFileSync(file, text, { mode: fse.statSync(file).mode });
  return before;
};

// the mock of the test has no such function, nor its twin: it fails before and after
exports.applyIfThere = function applyIfThere(file) {
  return fse.existsSync(file) && exports.apply(file, '');
};
