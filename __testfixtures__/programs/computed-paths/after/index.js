const fs = require('fs');

module.exports = async function lines(file) {
  return (await fs.promises.readFile(file, 'utf8')).trim().split('\n').length;
};
