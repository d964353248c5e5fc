var fs = require('fs');
var path = require('path');

// what is not there is an empty list
exports.readLines = async function (file) {
  let text;
  try {
    text = await fs.promises.readFile(path.join(__dirname, '..', 'data', file), 'utf8');
  } catch (err) {
    if (err.code === 'ENOENT') return [];
    throw err;
  }
  return text.trim().split('\n');
};

exports.size = async function (file) {
  const stats = await fs.promises.stat(path.join(__dirname, '..', 'data', file));
  return stats.size;
};

exports.exists = async function (file) {
  return fs.promises.access(path.join(__dirname, '..', 'data', file)).then(() => true, () => false);
};
