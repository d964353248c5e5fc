// expect: accessor
// All callers are barriers: a version would be called by nobody.
const fs = require('fs');

function load(name) { return fs.readFileSync(name, 'utf8').length; }

class Store {
  get first() { return load('a.txt'); }
}
class Other {
  get second() { return load('b.txt'); }
}

console.log(new Store().first, new Other().second);
