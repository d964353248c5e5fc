// expect: offload-process-wide
// unblock: offload
function work(n) {
  console.log('working');
  return n;
}

function main() {
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
