// expect: offload-captured-state
const settings = { factor: 2 };
const change = (what) => { what.factor = 3; };

// unblock: offload
function work(n) {
  return n * settings.factor;
}

function main() {
  change(settings);
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
