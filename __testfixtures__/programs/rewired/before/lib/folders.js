const fs = require('fs');
const { lstatSync } = fs;

exports.names = (dir) => fs.readdirSync(dir);
exports.isThere = (dir) => fs.existsSync(dir);
exports.isNew = (dir) => lstatSync(dir).mtimeMs > 0;
