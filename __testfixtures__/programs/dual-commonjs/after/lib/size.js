const { statSync } = require('fs');
const { stat } = require('fs/promises');

module.exports = sizeOf;
module.exports.sizeOfAsync = sizeOfAsync;

function sizeOf(file) { return statSync(file).size; }
async function sizeOfAsync(file) { return (await stat(file)).size; }
