// expect: wait-shared-memory
const state = new Int32Array(new SharedArrayBuffer(4));
exports.state = state;
function main() {
  console.log(Atomics.wait(state, 0, 1, 5));
  console.log(Atomics.wait(state, 0, 0, 5));
}
main();
