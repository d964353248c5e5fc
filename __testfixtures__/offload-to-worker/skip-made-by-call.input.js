// expect: offload-captured-state
const emitter = require('events').once.bind({ factor: 2 });
const state = require('path').parse('/a/b');

// unblock: offload
function work(n) {
  return n + state.name;
}

function main() {
  state.name = typeof emitter;
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
