// expect: offload-not-exported
// unblock: offload
function work(n) {
  return n * 2;
}

function main() {
  console.log(work(2));
}

if (require.main === module) Promise.resolve().then(main);
