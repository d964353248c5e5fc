// expect: implicit-call
const fs = require('fs');

class Files {
  constructor(names) {
    this.names = names;
  }
  [Symbol.iterator]() {
    let i = 0;
    const { names } = this;
    return {
      next: () => (i < names.length ? { done: false, value: fs.readFileSync(names[i++], 'utf8') } : { done: true, value: undefined }),
    };
  }
}

console.log([...new Files(['a.txt', 'b.txt'])]);
