// expect: offload-process-wide
// unblock: offload
function work(n) {
  process.chdir('/');
  return n;
}

function main() {
  console.log(work(2), process.cwd());
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
