// expect: accessor
// The only name that a version could have means something else here.
const fs = require('fs');

function load(name) { return fs.readFileSync(name, 'utf8').length; }
function loadAsync(name, done) { done(name); }

class Store {
  get first() { return load('a.txt'); }
}

loadAsync('x', console.log);
console.log(new Store().first, load('b.txt'));
