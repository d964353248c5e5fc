// expect: comparator
// A version that says its own name would hand itself on, and nobody would wait for it there.
const fs = require('fs');

const tools = {};
tools.read = function read(name) {
  if (typeof name === 'string') return fs.readFileSync(name, 'utf8').length;
  return name.length > 9 ? [name].sort(read).length : read(name[0]);
};

class Store {
  get first() { return tools.read('a.txt'); }
}

console.log(new Store().first, tools.read(['b.txt', 'c.txt']));
