const { lines } = require('./core');

module.exports = (name) => lines(name).length;
