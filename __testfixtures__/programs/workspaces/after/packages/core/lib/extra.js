const { lines } = require('./core');

module.exports = async (name) => (await lines(name)).length;
