const fs = require('fs');

const read = async (name) => await fs.promises.readFile(name, 'utf8');

exports.read = read;
exports.size = async function size(name) {
  return (await read(name)).length;
};
