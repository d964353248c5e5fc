// Bytes that nobody needs afterwards move to the worker; all others are copied.
// done: 10 in a worker, 1 here
const fs = require('fs');
const zlib = require('zlib');
const { totalInWorker, wholeInWorker } = require('./offload/index.js');

const SIZE = 200_000;
const cache = new Map();

// unblock: offload
function total(bytes, factor = 1) {
  return bytes.reduce((sum, byte) => sum + byte, 0) * factor;
}

// unblock: offload
function whole(bytes) {
  return bytes.length > 0 ? bytes : undefined;
}

function cached(file) {
  if (!cache.has(file)) cache.set(file, fs.readFileSync(file));
  return cache.get(file);
}

async function unpacked(packed) {
  const bytes = zlib.gunzipSync(packed);
  if (bytes.length === 0) return 0;
  return await totalInWorker.with({ transfer: [0] })(bytes);
}

async function twice(length) {
  const bytes = Buffer.alloc(length, 1);
  return await totalInWorker(bytes) + await totalInWorker(bytes, 2);
}

async function kept(length) {
  const bytes = Buffer.alloc(length, 1);
  const sum = await totalInWorker(bytes);
  return sum + bytes.length;
}

async function inLoop(length) {
  const bytes = Buffer.alloc(length, 1);
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += await totalInWorker(bytes);
  return sum;
}

async function handedOn(length) {
  const bytes = Buffer.alloc(length, 1);
  cache.set('bytes', bytes);
  return await totalInWorker(bytes) + cache.get('bytes').length;
}

async function main() {
  console.log(await totalInWorker.with({ transfer: [0] })(fs.readFileSync(__filename)) > 0, await totalInWorker(cached(__filename)) === await totalInWorker(cached(__filename)));
  console.log(await unpacked(zlib.gzipSync(Buffer.alloc(SIZE, 2))), await kept(SIZE), await handedOn(SIZE), await twice(SIZE), await inLoop(SIZE));
  console.log((await wholeInWorker.with({ transfer: [0] })(Buffer.alloc(SIZE, 3))).length);
}

module.exports = { total, whole };
if (require.main === module) Promise.resolve().then(main);
