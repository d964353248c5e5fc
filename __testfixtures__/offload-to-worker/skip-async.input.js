// expect: offload-asynchronous
// unblock: offload
async function work(n) {
  return n * 2;
}

function main() {
  work(2).then((n) => console.log(n));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
