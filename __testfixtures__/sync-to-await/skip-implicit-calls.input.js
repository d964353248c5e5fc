// expect: implicit-call
const fs = require('fs');
const util = require('util');

class Doc {
  toString() {
    return fs.readFileSync('a.txt', 'utf8');
  }
  valueOf() {
    return fs.statSync('b.txt').size;
  }
  toJSON() {
    return { text: fs.readFileSync('c.txt', 'utf8') };
  }
  [Symbol.toPrimitive](hint) {
    return hint === 'number' ? this.valueOf() : this.toString();
  }
  [util.inspect.custom]() {
    return fs.readFileSync('a.txt', 'utf8').trim();
  }
}
class Even {
  static [Symbol.hasInstance](n) {
    return n % 2 === 0 && fs.existsSync('a.txt');
  }
}

const doc = new Doc();
console.log(`${doc}`, +doc, JSON.stringify(doc), doc, 2 instanceof Even);
