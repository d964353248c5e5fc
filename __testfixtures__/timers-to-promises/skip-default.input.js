// expect: no-known-caller
// An iterator's next() is called by the language.
function turns() {
  let left = 2;
  return {
    [Symbol.iterator]() { return this; },
    next() {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      return { done: left-- === 0, value: left };
    },
  };
}
for (const turn of turns()) console.log(turn);
