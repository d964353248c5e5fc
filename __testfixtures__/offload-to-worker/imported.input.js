// Constants of another module, which only read them, are the same in each thread.
// with: tables.js
// done: 2 in a worker, 0 here
const { sep } = require('path');
const zlib = require('zlib');
const tables = require('./tables.js');
const { LIMIT } = require('./tables.js');

// unblock: offload
function work(n) {
  return n < LIMIT ? tables.NAMES[n] : `${sep}${zlib.constants.Z_BEST_SPEED}${tables.LIMIT}`;
}

function main() {
  console.log(work(1), work(5), tables.NAMES.length);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
