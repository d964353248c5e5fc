// expect: accessor
// The member is replaced at run time: a version would still be that of the first function.
const fs = require('fs');

const lib = { load: (name) => fs.readFileSync(name, 'utf8').length };

class Store {
  get first() { return lib.load('a.txt'); }
}

console.log(new Store().first);
if (process.argv.length > 1) lib.load = () => 'replaced';
console.log(lib.load('b.txt'));
