const fs = require('fs');
const path = require('path');

class MissingData extends Error {
  constructor(name, cause) {
    super(`no ${name}`, { cause });
    this.name = 'MissingData';
    this.code = 'E_MISSING';
    this.bytes = Buffer.from('ab');
  }
}

async function load(name) {
  if (name === '') throw new TypeError('a name, please');
  try {
    return JSON.parse(await fs.promises.readFile(path.join(__dirname, name), 'utf8'));
  } catch (error) {
    throw new MissingData(name, error);
  }
}

module.exports = { load, MissingData };
