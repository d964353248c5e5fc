// A function that is all that its module exports.
// with: sum.js
// done: 2 in a worker, 0 here
const sum = require('./sum.js');
const { sumInWorker } = require('./offload/index.js');

async function main() {
  console.log(await sumInWorker([1, 2]), await sumInWorker([]));
}

if (require.main === module) Promise.resolve().then(main);
