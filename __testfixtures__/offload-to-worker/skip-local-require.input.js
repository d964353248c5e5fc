// with: state.js
// expect: offload-dynamic-load
// unblock: offload
function work(n) {
  const state = require('./state.js');
  return n * state.factor;
}

function main() {
  require('./state.js').factor = 5;
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
