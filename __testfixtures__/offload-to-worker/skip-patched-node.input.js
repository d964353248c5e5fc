// expect: offload-mocked
const fs = require('fs');

// unblock: offload
function work(n) {
  return fs.readFileSync('a.txt').length + n;
}

function main() {
  fs.readFileSync = () => 'ab';
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
