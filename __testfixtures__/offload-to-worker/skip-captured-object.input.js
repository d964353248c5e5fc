// expect: offload-captured-state
const settings = { factor: 2 };

// unblock: offload
function work(n) {
  return n * settings.factor;
}

function main() {
  settings.factor = 3;
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
