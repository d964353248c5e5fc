// expect: offload-captured-state
// unblock: offload
function work(n) {
  work.calls = (work.calls ?? 0) + 1;
  return n * work.calls;
}

function main() {
  console.log(work(2), work(2), work.calls);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
