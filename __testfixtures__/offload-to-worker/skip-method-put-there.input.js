// with: scale.js
// expect: offload-captured-state
const { Scale, work } = require('./scale.js');

function main() {
  Scale.prototype.of = function of(n) {
    return n * 3;
  };
  console.log(work(1));
}

if (require.main === module) Promise.resolve().then(main);
