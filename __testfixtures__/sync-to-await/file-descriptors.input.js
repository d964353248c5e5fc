const fs = require('fs');

function head(file, length) {
  const fd = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const count = fs.readSync(fd, buffer, 0, length, 0);
    return [fs.fstatSync(fd).size, buffer.toString('utf8', 0, count)];
  } finally {
    fs.closeSync(fd);
  }
}

class Log {
  open(file) {
    this.fd = fs.openSync(file, 'w');
  }
  write(text) {
    const count = fs.writeSync(this.fd, text);
    fs.writeFileSync(this.fd, '!');
    return count;
  }
  close() {
    fs.fsyncSync(this.fd);
    fs.closeSync(this.fd);
  }
}

const log = new Log();
log.open('out.txt');
console.log(log.write('hello'), log.write(Buffer.from('xyz')));
log.close();
console.log(head('a.txt', 6), fs.readFileSync('out.txt', 'utf8'));
