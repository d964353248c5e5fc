// expect: wait-argument
// What is no number a timer takes all the same, and a promise of a timer refuses; an argument that fails does so in the promise.
const os = require('node:os');

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const later = (options) => new Promise((resolve) => setTimeout(resolve, options.ms * 2));
const soon = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 5));
const called = (compute) => new Promise((resolve) => setTimeout(resolve, Math.max(compute(), 1)));

async function main() {
  await sleep('5');
  await sleep(null);
  await called(() => 1);
  later().catch((error) => console.log(error.name));
  console.log(await soon(Promise.resolve(1)), os.EOL.length > 0);
}

main();
