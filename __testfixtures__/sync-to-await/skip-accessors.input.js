// expect: accessor
const fs = require('fs');

const load = (file) => fs.readFileSync(file, 'utf8');

class Doc {
  get text() {
    return load('a.txt');
  }
  set text(value) {
    fs.writeFileSync('out.txt', value);
  }
}
const literal = {
  get text() {
    return load('b.txt');
  },
};
const defined = {};
Object.defineProperty(defined, 'text', {
  get() {
    return load('c.txt');
  },
});

const doc = new Doc();
doc.text = 'written';
console.log(doc.text, literal.text, defined.text);
