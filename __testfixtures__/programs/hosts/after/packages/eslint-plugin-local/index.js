// ESLint calls create() and does not wait
const fs = require('fs');

module.exports = {
  rules: { header: { create: (context) => ({ Program: () => fs.readFileSync(context.file, 'utf8').slice(0, 2) }) } },
  parse(file) {
    return fs.readFileSync(file, 'utf8').length;
  },
};
