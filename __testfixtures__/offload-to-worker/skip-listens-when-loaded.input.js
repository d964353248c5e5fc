// expect: offload-load-effects
process.on('exit', () => console.log('exit'));

// unblock: offload
function work(n) {
  return n * 2;
}

function main() {
  console.log(work(2));
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
