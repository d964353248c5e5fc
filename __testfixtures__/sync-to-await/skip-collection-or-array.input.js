// expect: unknown-receiver
const fs = require('fs');

// a list in some cases, a set in others; the two have different loops that wait
function report(names) {
  names.forEach((name) => console.log(name, fs.existsSync(name)));
}

// a Map of its own kind: nobody knows what its forEach does
class Ordered extends Map {
  forEach(callback) {
    [...this.keys()].sort().forEach((key) => callback(this.get(key), key, this));
  }
}

const ordered = new Ordered([['b', 'b.txt'], ['a', 'a.txt']]);
const inOrder = process.argv.length > 9 ? ordered : new Set(['a.txt']);
report(['a.txt', 'none.txt']);
report(new Set(['a.txt']));
inOrder.forEach((name) => console.log(name, fs.existsSync(name)));
