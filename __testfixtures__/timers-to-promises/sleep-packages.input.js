const sleep = require('sleep');
const threadSleep = require('thread-sleep');
const { msleep } = require('sleep');
const atomicSleep = require('atomic-sleep'), path = require('path');

const PAUSE = 10;

function main() {
  const start = performance.now();
  sleep.msleep(10);
  sleep.usleep(500);
  msleep(PAUSE);
  threadSleep(20); // a while
  atomicSleep(2 * PAUSE);
  console.log(path.basename(__filename).length > 0, performance.now() - start >= 60);
}

main();
