const { load } = require('./lib/load');

exports.load = (name) => load(name);
exports.Reader = require('./lib/reader');
