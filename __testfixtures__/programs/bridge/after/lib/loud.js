const fs = require('fs');

console.log('loud is loaded');

// loading it prints once more
exports.loud = function loud(file) {
  return fs.readFileSync(file, 'utf8').length > 10;
};

exports.loudAsync = async function loudAsync(file) {
  return (await fs.promises.readFile(file, 'utf8')).length > 10;
};
