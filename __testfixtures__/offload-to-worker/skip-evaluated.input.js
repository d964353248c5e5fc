// expect: offload-unproven
// unblock: offload
function work(text) {
  return eval(text);
}

function main() {
  console.log(work('1 + 1'));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
