// expect: offload-captured-state
exports.factor = 2;

// unblock: offload
function work(n) {
  return n * exports.factor;
}

function main() {
  exports.factor = 3;
  console.log(work(2));
}

exports.work = work;
if (require.main === module) Promise.resolve().then(main);
