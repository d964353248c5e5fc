const fs = require('fs');

exports.config = async function config(file) {
  if (!await fs.promises.access(file).then(() => true, () => false)) return {};
  return JSON.parse(await fs.promises.readFile(file, 'utf8'));
};

exports.isFolder = function isFolder(file) {
  return fs.statSync(file).isDirectory();
};
