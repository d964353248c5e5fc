const fs = require('fs');

function copy(from, to) {
  fs.copyFileSync(from, to);
}

module.exports = { copy };
