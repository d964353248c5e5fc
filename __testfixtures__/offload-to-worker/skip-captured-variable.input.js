// expect: offload-captured-state
let calls = 0;

// unblock: offload
function work(n) {
  calls += 1;
  return n * calls;
}

function main() {
  console.log(work(2), work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
