// expect: offload-dynamic-load
// unblock: offload
function work(name) {
  return require(name).sep.length;
}

function main() {
  console.log(work('path'));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
