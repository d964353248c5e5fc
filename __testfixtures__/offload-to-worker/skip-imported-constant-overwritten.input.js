// with: tables.js
// expect: offload-captured-state
const tables = require('./tables.js');

// unblock: offload
function work(n) {
  return n + tables.LIMIT;
}

function main() {
  tables.LIMIT = 9;
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
