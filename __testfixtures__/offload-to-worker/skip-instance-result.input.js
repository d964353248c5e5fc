// expect: offload-result
class Point {
  x = 1;
}

// unblock: offload
function work() {
  return new Point();
}

function main() {
  console.log(work() instanceof Point);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
