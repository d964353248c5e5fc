const fs = require('fs');

exports.text = (name) => fs.readFileSync(name, 'utf8');
exports.size = (name) => fs.statSync(name).size;
exports.exists = async (name) => await fs.promises.access(name).then(() => true, () => false);
exports.remove = (name) => fs.rmSync(name, { force: true });
