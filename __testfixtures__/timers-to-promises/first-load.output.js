'use strict';

const { setTimeout: sleep } = require('timers/promises');

async function main() {
  const end = Date.now() + 20;
  while (Date.now() < end) await sleep(Math.max(0, end - Date.now()));
  console.log(Date.now() >= end);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
