const { size } = require('./read');

module.exports = (names) => names.sort((x, y) => size(y) - size(x))[0];
