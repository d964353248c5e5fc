const fs = require('fs');

// all who call it can wait
exports.free = async function free(file) {
  return (await fs.promises.readFile(file, 'utf8')).length > 10;
};
