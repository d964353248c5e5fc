const fs = require('fs');
const { promisify } = require('util');

exports.size = (file) => fs.statSync(file).size;

exports.stat = async (file) => {
  const stats = await promisify(fs.stat.bind(fs))(file);
  return stats.size;
};
