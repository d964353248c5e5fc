'use strict';

const crypto = require('crypto');
const fs = require('node:fs');

class Sums {
  /** The sum of a file. */
  of(file, algorithm) {
    return new Promise((resolve, reject) => {
      // one for each file
      const hash = crypto.createHash(algorithm);
      const input = fs.createReadStream(file);

      input.on('data', (data) => {
        hash.update(data);
      });
      input.on('end', () => {
        resolve(hash.digest('hex'));
      });
      input.on('error', (error) => {
        reject(error);
      });
    });
  }
}

function drain(file) {
  return new Promise((resolve, reject) => {
    const hash = crypto.createHmac(
      'sha256',
      'key',
    );
    fs.createReadStream(file).on('data', (d) => hash.update(d)).on('end', () => resolve()).on('error', reject);
  });
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
