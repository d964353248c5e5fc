const fse = require('fs-extra');

exports.apply = async function apply(file, text) {
  await fse.ensureDir('patched');
  const before = (await fse.readFile(file)).toString();
  await fse.writeFile(file, text, { mode: (await fse.stat(file)).mode });
  return before;
};

// the mock of the test has no such function, nor its twin: it fails before and after
exports.applyIfThere = async function applyIfThere(file) {
  return await fse.pathExists(file) && await exports.apply(file, '');
};
