const fs = require('fs');

module.exports = async (file) => (await fs.promises.stat(file)).size;
