const Config = require('./config');

const known = new Map();
const get = (file) => known.get(file) || known.set(file, new Config(file)).get(file);
const all = (files) => files.map((file) => new Config(file));

module.exports = { get, all };
