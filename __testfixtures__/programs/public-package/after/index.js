const { load } = require('./lib/load');

exports.load = (name) => load(name);
exports.Reader = require('./lib/reader');
// users of the package call what is in there
exports.extras = { get tools() { return require('./lib/tools'); } };
exports.handlers = require('./lib/handlers');
