// A function that calls another one that is named: what runs in the worker already calls it there.
// done: 2 in a worker, 0 here
// expect: offload-within
// unblock: offload
function inner(n) {
  return n < 2 ? n : inner(n - 1) + inner(n - 2);
}

// unblock: offload
function outer(n) {
  return inner(n) + 1;
}

async function main() {
  console.log(await require('./offload/index.js').outerInWorker(10), await require('./offload/index.js').innerInWorker(5));
}

module.exports = { inner, outer };
if (require.main === module) Promise.resolve().then(main);
