// expect: offload-argument
class Point {
  x = 1;
  get double() {
    return this.x * 2;
  }
}

// unblock: offload
function work(point) {
  return point.double;
}

function main() {
  console.log(work(new Point()));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
