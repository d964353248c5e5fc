const fs = require('fs');

exports.load = (name) => fs.readFileSync(name, 'utf8');
exports.list = () => fs.readdirSync('.').filter((name) => name.endsWith('.txt'));
