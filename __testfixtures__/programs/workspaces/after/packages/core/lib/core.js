const fs = require('fs');

exports.lines = async (name) => (await fs.promises.readFile(name, 'utf8')).trim().split('\n');
exports.version = '1.0.0';
