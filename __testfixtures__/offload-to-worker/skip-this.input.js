// expect: offload-this
// unblock: offload
function work(n) {
  return n * this.factor;
}

function main() {
  console.log(module.exports.work(2));
}

module.exports = { work, factor: 3 };
if (require.main === module) Promise.resolve().then(main);
