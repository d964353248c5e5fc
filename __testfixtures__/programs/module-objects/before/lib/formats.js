const fs = require('fs');

// an object within the module is a table, which something may go through
exports.formats = {
  text: (name) => fs.readFileSync(name, 'utf8'),
};
