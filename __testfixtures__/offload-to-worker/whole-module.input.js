// A function that is all that its module exports.
// with: sum.js
// done: 2 in a worker, 0 here
const sum = require('./sum.js');

function main() {
  console.log(sum([1, 2]), sum([]));
}

if (require.main === module) Promise.resolve().then(main);
