// a transform of browserify, by its path in package.json
const fs = require('fs');

module.exports = function inline(file) {
  return fs.readFileSync(file, 'utf8').length;
};

module.exports.inlineAsync = async function inlineAsync(file) {
  return (await fs.promises.readFile(file, 'utf8')).length;
};
