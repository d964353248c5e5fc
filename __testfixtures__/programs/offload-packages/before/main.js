const { pack, unpack, sample } = require('./lib/packed.js');
const { deflate } = require('./lib/own.js');
const pako = require('pako');

function main() {
  const bytes = pack('a text '.repeat(1000));
  console.log(bytes.constructor.name, bytes.length, unpack(bytes).length, sample.packed, deflate('aaabbc'));
  try {
    unpack(Uint8Array.of(1, 2, 3));
  } catch (error) {
    console.log(error instanceof Error, String(error));
  }
  console.log([1, 2].map((n) => pako.deflate('x'.repeat(n)).length), pako.gzip('y').length > 5);
}

main();
