const fs = require('fs');

function read(name, encoding) {
  return this.mark + fs.readFileSync(name, encoding);
}

const marked = { mark: '> ' };
const bound = read.bind(marked);
console.log(read.call(marked, 'a.txt', 'utf8'), read.apply(marked, ['b.txt', 'utf8']), bound('c.txt', 'utf8'));
console.log(read.bind(marked, 'a.txt')('utf8').length);
