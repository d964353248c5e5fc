// Bytes that nobody needs afterwards move to the worker; all others are copied.
// done: 10 in a worker, 1 here
const fs = require('fs');
const zlib = require('zlib');

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

function unpacked(packed) {
  const bytes = zlib.gunzipSync(packed);
  if (bytes.length === 0) return 0;
  return total(bytes);
}

function twice(length) {
  const bytes = Buffer.alloc(length, 1);
  return total(bytes) + total(bytes, 2);
}

function kept(length) {
  const bytes = Buffer.alloc(length, 1);
  const sum = total(bytes);
  return sum + bytes.length;
}

function inLoop(length) {
  const bytes = Buffer.alloc(length, 1);
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += total(bytes);
  return sum;
}

function handedOn(length) {
  const bytes = Buffer.alloc(length, 1);
  cache.set('bytes', bytes);
  return total(bytes) + cache.get('bytes').length;
}

function main() {
  console.log(total(fs.readFileSync(__filename)) > 0, total(cached(__filename)) === total(cached(__filename)));
  console.log(unpacked(zlib.gzipSync(Buffer.alloc(SIZE, 2))), kept(SIZE), handedOn(SIZE), twice(SIZE), inLoop(SIZE));
  console.log(whole(Buffer.alloc(SIZE, 3)).length);
}

module.exports = { total, whole };
if (require.main === module) Promise.resolve().then(main);
