const fs = require('fs');

// no chain in here
exports.list = (dir) => fs.readdirSync(dir).sort().join();
exports.first = (dir) => exports.list(dir).split(',')[0];
