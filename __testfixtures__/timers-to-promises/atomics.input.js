const nil = new Int32Array(new SharedArrayBuffer(4));
const sab = new SharedArrayBuffer(4);
const view = new Int32Array(sab);

function nap(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const pause = (ms) => Atomics.wait(nil, 0, 0, ms);

function twice(ms, more) {
  if (more) Atomics.wait(view, 0, 0, ms / 2);
  Atomics.wait(view, 0, 0, more ? ms / 2 : ms);
}

function second() {
  try {
    Atomics.wait(nil, 0, 0, 20);
  } catch {
    console.log('no shared memory');
  } finally {
    console.log('waited');
  }
}

function main() {
  for (const sleep of [nap, pause, (ms) => twice(ms, true)]) {
    const start = performance.now();
    const value = sleep('25');
    console.log(performance.now() - start >= 25, value);
  }
  console.log(pause(-1), pause(null), nap(0));
  second();
}

main();
