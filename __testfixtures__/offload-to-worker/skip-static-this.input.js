// expect: offload-captured-state
class Scale {
  static of(n) {
    return n * this.factor;
  }
}
Scale.factor = 2;

// unblock: offload
function work(n) {
  return Scale.of(n);
}

function main() {
  Scale.factor = 5;
  console.log(work(1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
