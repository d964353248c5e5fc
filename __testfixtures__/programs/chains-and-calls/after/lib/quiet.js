const fs = require('fs');

// no chain in here
exports.list = async (dir) => (await fs.promises.readdir(dir)).sort().join();
exports.first = async (dir) => (await exports.list(dir)).split(',')[0];
