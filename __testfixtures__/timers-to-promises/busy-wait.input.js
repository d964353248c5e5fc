// Loops that ask the clock, in the ways that people write them.
function until(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}

function since(ms) {
  var start = new Date().getTime();
  while (new Date().getTime() - start < ms) {
    // wait
  }
}

function flipped(ms) {
  const end = +new Date() + ms;
  while (end >= +new Date()) { /* wait */ }
}

function pausecomp(millis) {
  var date = new Date();
  var curDate = null;
  do { curDate = new Date(); } while (curDate - date < millis);
}

function kept(ms) {
  const start = Date.now();
  let now = start;
  while (now - start < ms) {
    now = Date.now();
  }
}

function broken(ms) {
  const start = performance.now();
  while (true) {
    if (performance.now() - start >= ms) break;
  }
}

function endless(ms) {
  const start = Date.now();
  for (;;) { if (!(Date.now() - start < ms)) { break; } }
}

function inFor(ms) {
  for (const start = Date.now(); Date.now() - start < ms;);
}

function nanoseconds(ms) {
  const end = process.hrtime.bigint() + BigInt(ms) * 1000000n;
  while (process.hrtime.bigint() < end) {}
}

function emptyDo(ms) {
  const start = Date.now();
  do {} while (Date.now() - start < ms);
}

const log = [];
const ticking = setInterval(() => log.push('tick'), 5);
ticking.unref();

function main() {
  for (const wait of [until, since, flipped, pausecomp, kept, broken, endless, inFor, nanoseconds, emptyDo]) {
    const start = Date.now();
    const value = wait(30);
    console.log(wait.name, Date.now() - start >= 30, value);
  }
  console.log(until(-5), since(0), pausecomp(0));
}

main();
