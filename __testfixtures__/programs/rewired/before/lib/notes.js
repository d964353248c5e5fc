const fs = require('fs');

let read = (file) => fs.readFileSync(file, 'utf8');

exports.first = (file) => read(file)[0];
exports.isKnown = (file) => fs.existsSync(file);
