// expect: unresolved-caller
const fs = require('fs');
const { createStore } = require(process.argv[2] || './store-of-the-host');

class FileStore {
  readEntry(name) {
    return fs.readFileSync(name, 'utf8');
  }
}
function show(store) {
  return store.readEntry('a.txt');
}
exports.show = show;
exports.store = createStore ? createStore() : new FileStore();
console.log(exports.store.readEntry('a.txt'));
