const { setTimeout: delay } = require('timers/promises');


async function nap(ms) {
  await delay(Math.max(0, ms) + 1);
}

const pause = async (ms) => await delay(Math.max(0, ms) + 1, 'timed-out');

async function twice(ms, more) {
  if (more) await delay(Math.max(0, ms / 2) + 1);
  await delay(Math.max(0, more ? ms / 2 : ms) + 1);
}

async function second() {
  try {
    await delay(20 + 1);
  } catch {
    console.log('no shared memory');
  } finally {
    console.log('waited');
  }
}

async function main() {
  for (const sleep of [nap, pause, async (ms) => await twice(ms, true)]) {
    const start = performance.now();
    const value = await sleep('25');
    console.log(performance.now() - start >= 25, value);
  }
  console.log(await pause(-1), await pause(null), await nap(0));
  await second();
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
