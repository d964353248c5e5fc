const fs = require('fs');

async function copy(from, to) {
  await fs.promises.copyFile(from, to);
  return await size(to);
}

const size = async (file) => (await fs.promises.stat(file)).size;

module.exports = { copy, size };
