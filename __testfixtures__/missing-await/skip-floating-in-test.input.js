// expect: floating-promise
const { test } = require('node:test');
let isStopped = false;
async function run() {
  while (!isStopped) await new Promise(setImmediate);
}
test('stops', () => {
  run();
  isStopped = true;
});
