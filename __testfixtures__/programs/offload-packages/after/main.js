const { pack, unpack, sample } = require('./lib/packed.js');
const pako = require('pako');
const { deflateInWorker } = require('./lib/offload/index.js');
const { deflateInWorker: deflateInWorkerThread } = require('./offload/index.js');

async function main() {
  const bytes = await pack('a text '.repeat(1000));
  console.log(bytes.constructor.name, bytes.length, (await unpack(bytes)).length, sample.packed, await deflateInWorker('aaabbc'));
  try {
    await unpack(Uint8Array.of(1, 2, 3));
  } catch (error) {
    console.log(error instanceof Error, String(error));
  }
  console.log(await mapAsync([1, 2], async (n) => (await deflateInWorkerThread('x'.repeat(n))).length), pako.gzip('y').length > 5);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
