// What never changes goes along: constants, tables, functions, classes, and what is imported.
// done: 3 in a worker, 0 here
const { createHash, pbkdf2Sync } = require('crypto');
const zlib = require('zlib');
const { countedInWorker, keyOfInWorker, packedInWorker } = require('./offload/index.js');

const WORDS = new Set(['the', 'a']);
const NAMES = { 1: 'one', 2: 'two' };
const TABLE = new Uint32Array(16);
for (let n = 0; n < 16; n++) TABLE[n] = n * n;

class Counter {
  constructor() {
    this.counts = new Map();
  }

  add(word) {
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }
}

const isCounted = (word) => !WORDS.has(word);

// unblock: offload
function counted(text) {
  const counter = new Counter();
  for (const word of text.split(' ').filter(isCounted)) counter.add(word);
  return { counts: counter.counts, squares: [...TABLE].slice(0, 4), name: NAMES[counter.counts.size] };
}

// unblock: offload
function keyOf(password, salt) {
  const key = pbkdf2Sync(password, salt, 100, 16, 'sha256');
  return createHash('sha1').update(key).digest('hex');
}

// unblock: offload
function packed(text) {
  return zlib.inflateSync(zlib.deflateSync(Buffer.from(text), { level: 9 })).toString();
}

async function main() {
  const { counts, squares, name } = await countedInWorker('the cat a dog the cat');
  console.log([...counts].join(), squares.join(), name);
  console.log(await keyOfInWorker('secret', 'salt'), await packedInWorker('text'));
}

module.exports = { counted, keyOf, packed };
if (require.main === module) Promise.resolve().then(main);
