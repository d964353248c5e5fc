const fs = require('fs');

exports.load = (name) => fs.readFileSync(name, 'utf8');
exports.list = async () => (await fs.promises.readdir('.')).filter((name) => name.endsWith('.txt'));
