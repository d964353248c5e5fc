// expect: offload-argument
// unblock: offload
function work(list, by) {
  return list.map((n) => by(n));
}

function main() {
  console.log(work([1], (n) => n + 1));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
