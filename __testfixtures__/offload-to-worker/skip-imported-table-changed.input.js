// with: tables.js
// expect: offload-captured-state
const tables = require('./tables.js');

// unblock: offload
function work(n) {
  return tables.NAMES[n];
}

function main() {
  tables.NAMES[1] = 'changed';
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
