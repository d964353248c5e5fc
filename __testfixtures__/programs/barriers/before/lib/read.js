const fs = require('fs');

exports.text = (name) => fs.readFileSync(name, 'utf8');
exports.size = (name) => fs.statSync(name).size;
exports.exists = (name) => fs.existsSync(name);
exports.remove = (name) => fs.rmSync(name, { force: true });
