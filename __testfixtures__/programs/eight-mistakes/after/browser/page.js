// a read that the bundler carries out
const fs = require('fs');

exports.page = function page() {
  return fs.readFileSync(__dirname + '/page.html', 'utf8').trim();
};
