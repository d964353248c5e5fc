const os = require('node:os');
const { setTimeout: delay } = require('node:timers/promises');

async function sleep(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end) { await delay(Math.max(0, end - Date.now())); }
}

setTimeout(() => console.log('later', os.EOL.length > 0), 500);

async function main() {
  await sleep(20);
  console.log('slept');
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
