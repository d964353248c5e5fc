// A package that uses a function which a program's tests replace.
const fs = require('node:fs');

exports.listFiles = (dir) => fs.readdirSync(dir).filter((name) => name.includes('.'));
