// expect: offload-captured-state
class Scale {
  static factor = 2;
}

// unblock: offload
function work(n) {
  return n * Scale.factor;
}

function main() {
  Scale.factor = 3;
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
