// expect: directive
// unblock: offload
function work(n) {
  return n * 2;
}

function main() {
  // unblock: keep-sync
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
