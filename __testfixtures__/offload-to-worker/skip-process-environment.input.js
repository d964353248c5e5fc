// expect: offload-process-wide
// unblock: offload
function work(n) {
  return process.env.FACTOR ? n * Number(process.env.FACTOR) : n;
}

function main() {
  process.env.FACTOR = '3';
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
