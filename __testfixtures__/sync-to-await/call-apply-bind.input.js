const fs = require('fs');

function read(name, encoding) {
  return this.mark + fs.readFileSync(name, encoding);
}

const marked = { mark: '> ' };
const bound = read.bind(marked);
console.log(read.call(marked, 'a.txt', 'utf8'), read.apply(marked, ['b.txt', 'utf8']), bound('c.txt', 'utf8'));
console.log(read.bind(marked, 'a.txt')('utf8').length);

// an instance that is handed on keeps its methods to itself, also in a list of arguments
class Shelf {
  read(name) {
    return fs.readFileSync(name, 'utf8').length;
  }
}
const shelf = new Shelf();
const hook = Reflect.get(globalThis, 'hook');
if (hook) hook.apply(null, [shelf, 'a.txt']);
console.log(shelf.read('a.txt'));
