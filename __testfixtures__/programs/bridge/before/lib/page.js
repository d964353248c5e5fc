const fs = require('fs');
const path = require('path');

const SEPARATOR = '-';

const read = (name) => fs.readFileSync(path.join(__dirname, name));

// helpers and constants of the module are there in the worker, too; bytes come back as a Buffer
exports.page = (name, { upper = false } = {}) => {
  const bytes = read(name);
  const text = bytes.toString().trim();
  return { bytes, text: upper ? text.toUpperCase() : text, separator: SEPARATOR, made: new Map([[1, new Date(0)]]) };
};
