const fs = require('fs');

// an iterator of a Map or Set sees what is added while it runs, as forEach does
class Cache {
  constructor() {
    this.files = new Map();
  }
  add(name) {
    this.files.set(name, { name, exists: undefined });
    return this;
  }
  check() {
    this.files.forEach(file => {
      if (file.name.endsWith('.gone')) return;
      file.exists = fs.existsSync(file.name);
      if (file.name === 'a.txt') this.add('added.txt');
    });
  }
  list() {
    this.files.forEach((file, name, all) => {
      console.log(name, file.exists, all === this.files, fs.existsSync(name));
    });
  }
}

function sizes(names) {
  let total = 0;
  const seen = new Set(names);
  seen.forEach(function (name) {
    total += this.size(name);
  }, { size: (name) => fs.statSync(name).size });
  seen.forEach((name) => console.log(fs.statSync(name).isFile()));
  return total;
}

const cache = new Cache().add('a.txt').add('b.gone');
cache.check();
cache.list();
console.log(sizes(['a.txt', 'a.txt']) > 0);
