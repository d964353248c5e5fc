// expect: offload-captured-state
let factor = 2;
const scaled = (n) => n * factor;

// unblock: offload
function work(n) {
  return scaled(n);
}

function main() {
  factor = 3;
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
