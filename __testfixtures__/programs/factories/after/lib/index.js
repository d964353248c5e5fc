exports.Config = require('./config');
exports.Cache = require('./cache').Cache;
