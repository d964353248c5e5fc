// expect: offload-captured-state
const fs = require('fs');

// unblock: offload
function work(names) {
  return [names].map(fs.unlinkSync).length;
}

function main() {
  
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
