const fs = require('fs');

exports.config = function config(file) {
  if (!fs.existsSync(file)) return {};
  return JSON.parse(fs.readFileSync(file, 'utf8'));
};

exports.isFolder = function isFolder(file) {
  return fs.statSync(file).isDirectory();
};
