// expect: offload-unproven
const fs = require('fs');

// unblock: offload
function work(n) {
  fs.writeFileSync('work.txt', String(n));
  return n;
}

function main() {
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
