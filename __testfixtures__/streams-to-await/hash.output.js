'use strict';

const crypto = require('crypto');
const fs = require('node:fs');

class Sums {
  /** The sum of a file. */
  async of(file, algorithm) {
    // one for each file
    const hash = crypto.createHash(algorithm);
    const input = fs.createReadStream(file);
    for await (const data of input) hash.update(data);
    return hash.digest('hex');
  }
}

async function drain(file) {
  const hash = crypto.createHmac(
    'sha256',
    'key',
  );
  for await (const d of fs.createReadStream(file)) hash.update(d);
}

async function main() {
  const sums = new Sums();
  console.log(await sums.of('a.txt', 'sha256'), await drain('a.txt'));
  console.log(await sums.of('a.txt', 'no such thing').catch((error) => error.message.slice(0, 30)));
  console.log(await sums.of('none', 'md5').catch((error) => error.syscall));
  try {
    sums.of(5, 'md5').catch((error) => console.log('rejected', error.code));
  } catch (error) {
    console.log('thrown', error.code);
  }
}

main();
