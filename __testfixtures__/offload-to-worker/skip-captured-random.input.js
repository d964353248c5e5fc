// expect: offload-captured-state
const SEED = Math.random();

// unblock: offload
function work(n) {
  return (n * SEED) | 0;
}

function main() {
  console.log(work(0));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
