const path = require('path');
const { setTimeout: delay } = require('timers/promises');

const PAUSE = 10;

async function main() {
  const start = performance.now();
  await delay(10 + 1);
  await delay(1 + 1);
  await delay(PAUSE + 1);
  await delay(20 + 1); // a while
  await delay(2 * PAUSE + 1);
  console.log(path.basename(__filename).length > 0, performance.now() - start >= 60);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
