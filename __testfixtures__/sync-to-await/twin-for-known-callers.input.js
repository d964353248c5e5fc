const fs = require('fs');

class FileStore {
  readEntry(name) {
    return fs.readFileSync(name, 'utf8');
  }
}
const stores = require(process.argv[2] || 'os');
const show = (store) => store && store.readEntry('a.txt');

console.log(show(stores.current), new FileStore().readEntry('a.txt'));
