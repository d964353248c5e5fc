// expect: accessor, comparator
const box = {
  get ready() {
    const end = Date.now() + 5;
    while (Date.now() < end);
    return 1;
  },
};
const compare = (a, b) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  return a - b;
};
console.log(box.ready, [3, 1, 2].sort(compare).join());
