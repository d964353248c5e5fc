const files = require('./files');

exports.pick = (name) => files[name];
