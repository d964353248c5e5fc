// a module that is a plain value
const fs = require('fs');

module.exports = fs.readFileSync(`${__dirname}/../settings.txt`, 'utf8').length;
