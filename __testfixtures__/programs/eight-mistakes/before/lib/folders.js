// a look and an act that are one step
const fs = require('fs');

exports.ensure = function ensure(dir) {
  if (!fs.existsSync(dir)) fs.mkdirSync(dir);
  return fs.readdirSync(dir).length;
};
