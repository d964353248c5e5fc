// expect: wait-shared-memory
const { Worker } = require('worker_threads');
const shared = new Int32Array(new SharedArrayBuffer(4));
const worker = new Worker("const { workerData } = require('worker_threads'); Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0);", { eval: true, workerData: shared });
function main() {
  Atomics.wait(shared, 0, 0, 60000);
  console.log(Atomics.load(shared, 0));
}
main();
worker.unref();
