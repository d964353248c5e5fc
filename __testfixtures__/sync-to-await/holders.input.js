// the function, not the module, is what these objects have
const fs = require('fs');

const io = { readFileSync: fs.readFileSync, look: fs.existsSync };
const copy = Object.assign({}, fs);
class Disk {
  constructor(files = fs) {
    this.files = files;
  }
  text(name) {
    return this.files.readFileSync(name, 'utf8');
  }
}

function main() {
  console.log(io.readFileSync('a.txt', 'utf8'), copy.readFileSync('b.txt', 'utf8'));
  console.log(new Disk().text('c.txt'), fs.realpathSync.native('a.txt') === fs.realpathSync('a.txt'));
}
main();
