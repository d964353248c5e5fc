const fs = require('fs');

let calls = 0;

// a worker has a counter of its own
exports.counted = function counted(file) {
  calls++;
  return fs.readFileSync(file, 'utf8').length > 10 ? calls : 0;
};

exports.countedAsync = async function countedAsync(file) {
  calls++;
  return (await fs.promises.readFile(file, 'utf8')).length > 10 ? calls : 0;
};
