const { statSync } = require('fs');

module.exports = sizeOf;

function sizeOf(file) { return statSync(file).size; }
