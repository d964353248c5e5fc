const fs = require('fs');

class Store {
  static open(dir) {
    return new this(dir);
  }
  static #exists(name) {
    return fs.existsSync(name);
  }
  constructor(dir) {
    this.dir = dir;
  }
  read(name) {
    return fs.readFileSync(`${this.dir}/${name}`, 'utf8');
  }
  both() {
    return this.read('a.txt') + this.read('b.txt');
  }
  #size(name) {
    return this.read(name).length;
  }
  size = (name) => (Store.#exists(name) ? this.#size(name) : -1);
}
class Loud extends Store {
  read(name) {
    return super.read(name).toUpperCase();
  }
}
class Fake extends Store {
  read(name) {
    return `fake ${name}`;
  }
}
class Named extends Loud {
  ['read'](name) {
    return `${name}: ${super.read(name)}`;
  }
}

for (const Class of [Store, Loud, Fake, Named]) {
  const store = Class.open('.');
  console.log(store.both(), store.size('a.txt'), store.size('none.txt'));
}
