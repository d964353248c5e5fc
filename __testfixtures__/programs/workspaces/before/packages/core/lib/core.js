const fs = require('fs');

exports.lines = (name) => fs.readFileSync(name, 'utf8').trim().split('\n');
exports.version = '1.0.0';
