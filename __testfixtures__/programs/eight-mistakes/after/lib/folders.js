// a look and an act that are one step
const fs = require('fs');

exports.ensure = async function ensure(dir) {
  if (!fs.existsSync(dir)) fs.mkdirSync(dir);
  return (await fs.promises.readdir(dir)).length;
};
