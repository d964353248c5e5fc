const fs = require('fs');
const { promisify } = require('util');
const openAsync = promisify(fs.open);
const readAsync = promisify(fs.read);
const fstatAsync = promisify(fs.fstat);
const closeAsync = promisify(fs.close);
const writeAsync = promisify(fs.write);
const writeFileAsync = promisify(fs.writeFile);
const fsyncAsync = promisify(fs.fsync);

async function head(file, length) {
  const fd = await openAsync(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const count = (await readAsync(fd, buffer, 0, length, 0)).bytesRead;
    return [(await fstatAsync(fd)).size, buffer.toString('utf8', 0, count)];
  } finally {
    await closeAsync(fd);
  }
}

class Log {
  async open(file) {
    this.fd = await openAsync(file, 'w');
  }
  async write(text) {
    const count = (await writeAsync(this.fd, text)).bytesWritten;
    await writeFileAsync(this.fd, '!');
    return count;
  }
  async close() {
    await fsyncAsync(this.fd);
    await closeAsync(this.fd);
  }
}

const log = new Log();
async function main() {
await log.open('out.txt');
console.log(await log.write('hello'), await log.write(Buffer.from('xyz')));
await log.close();
console.log(await head('a.txt', 6), await fs.promises.readFile('out.txt', 'utf8'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
