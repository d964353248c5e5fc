// a plugin of Babel, by its path in .babelrc
const fs = require('fs');

module.exports = function names() {
  return { visitor: { Identifier: (file) => fs.readFileSync(file, 'utf8').split('\n').length } };
};
