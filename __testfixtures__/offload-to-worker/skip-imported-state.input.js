// expect: offload-captured-state
// with: state.js
const state = require('./state.js');

// unblock: offload
function work(n) {
  return n * state.factor;
}

function main() {
  state.factor = 3;
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
