const { setTimeout: sleep } = require('timers/promises');

// Loops that ask the clock, in the ways that people write them.
async function until(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end) await sleep(Math.max(0, end - Date.now()));
}

async function since(ms) {
  var start = new Date().getTime();
  while (new Date().getTime() - start < ms) {
    // wait
    await sleep(Math.max(0, ms - (Date.now() - start)));
  }
}

async function flipped(ms) {
  const end = +new Date() + ms;
  while (end >= +new Date()) { /* wait */ await sleep(Math.max(0, end - Date.now())); }
}

async function pausecomp(millis) {
  var date = new Date();
  var curDate = null;
  do { await sleep(Math.max(0, millis - (Date.now() - date))); curDate = new Date(); } while (curDate - date < millis);
}

async function kept(ms) {
  const start = Date.now();
  let now = start;
  while (now - start < ms) {
    await sleep(Math.max(0, ms - (Date.now() - start)));
    now = Date.now();
  }
}

async function broken(ms) {
  const start = performance.now();
  while (true) {
    if (performance.now() - start >= ms) break;
    await sleep(Math.max(0, ms - (performance.now() - start)));
  }
}

async function endless(ms) {
  const start = Date.now();
  for (;;) { if (!(Date.now() - start < ms)) { break; } await sleep(Math.max(0, ms - (Date.now() - start))); }
}

async function inFor(ms) {
  for (const start = Date.now(); Date.now() - start < ms;) await sleep(Math.max(0, ms - (Date.now() - start)));
}

async function nanoseconds(ms) {
  const end = process.hrtime.bigint() + BigInt(ms) * 1000000n;
  while (process.hrtime.bigint() < end) { await sleep(Math.max(0, Number(end - process.hrtime.bigint()) / 1e6)); }
}

async function emptyDo(ms) {
  const start = Date.now();
  do { await sleep(Math.max(0, ms - (Date.now() - start))); } while (Date.now() - start < ms);
}

const log = [];
const ticking = setInterval(() => log.push('tick'), 5);
ticking.unref();

async function main() {
  for (const wait of [until, since, flipped, pausecomp, kept, broken, endless, inFor, nanoseconds, emptyDo]) {
    const start = Date.now();
    const value = await wait(30);
    console.log(wait.name, Date.now() - start >= 30, value);
  }
  console.log(await until(-5), await since(0), await pausecomp(0));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
