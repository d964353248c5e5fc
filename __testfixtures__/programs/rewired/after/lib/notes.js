const fs = require('fs');

let read = async (file) => await fs.promises.readFile(file, 'utf8');

exports.first = async (file) => (await read(file))[0];
exports.isKnown = (file) => fs.existsSync(file);
