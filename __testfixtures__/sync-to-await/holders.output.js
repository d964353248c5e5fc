// the function, not the module, is what these objects have
const fs = require('fs');
const { promisify } = require('util');
const realpathAsync = promisify(fs.realpath);

const io = { readFileSync: fs.readFileSync, look: fs.existsSync };
const copy = Object.assign({}, fs);
class Disk {
  constructor(files = fs) {
    this.files = files;
  }
  async text(name) {
    return await this.files.promises.readFile(name, 'utf8');
  }
}

async function main() {
  console.log(await fs.promises.readFile('a.txt', 'utf8'), await copy.promises.readFile('b.txt', 'utf8'));
  console.log(await new Disk().text('c.txt'), await fs.promises.realpath('a.txt') === await realpathAsync('a.txt'));
}
main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
