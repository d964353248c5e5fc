exports.cache = new Map();
