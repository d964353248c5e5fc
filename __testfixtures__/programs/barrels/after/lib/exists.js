const { access } = require('node:fs/promises');

exports.default = {
  async exists(name) {
    return await access(name).then(() => true, () => false);
  },
};
