// expect: offload-process-wide
globalThis.factor = 2;

// unblock: offload
function work(n) {
  return n * globalThis.factor;
}

function main() {
  globalThis.factor = 3;
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
