// expect: offload-load-effects
console.log('loaded');

// unblock: offload
function work(n) {
  return n * 2;
}

function main() {
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
