// expect: offload-load-effects
// unblock: offload
function work(n) {
  return n * 2;
}

module.exports = { work };
if (process.argv[1] === __filename) console.log(work(2));
