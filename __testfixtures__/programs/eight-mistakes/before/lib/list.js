// .map() whose result is used at once
const fs = require('fs');
const path = require('path');

module.exports = function list(dir) {
  return fs.readdirSync(dir).sort().map((name) => `${name} ${fs.statSync(path.join(dir, name)).size > 0}`).join('\n');
};
