// expect: dynamic-require
const fs = require('fs');
const plugin = require(process.argv[2] || 'path');

exports.read = (file) => fs.readFileSync(file, 'utf8');

console.log(typeof plugin.join, exports.read('a.txt'));
