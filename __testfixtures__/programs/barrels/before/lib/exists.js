const { existsSync } = require('node:fs');

exports.default = {
  exists(name) {
    return existsSync(name);
  },
};
