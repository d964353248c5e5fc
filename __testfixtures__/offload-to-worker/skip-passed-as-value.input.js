// expect: passed-as-value
// unblock: offload
function work(n) {
  return n * 2;
}

function main() {
  console.log([1, 2].map(work));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
