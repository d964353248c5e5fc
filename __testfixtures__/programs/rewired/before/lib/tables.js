const fs = require('fs');

const read = (file) => fs.readFileSync(file, 'utf8');

exports.rows = (file) => read(file).split('\n').length;
