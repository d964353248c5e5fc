const fs = require('fs');

// called by names that are not written out
module.exports = {
  async show(name) { return await fs.promises.access(name).then(() => true, () => false); },
};
