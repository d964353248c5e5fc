// expect: comparator
// The comparator may call all that ends with `Sync`, and what an index may mean ends with no letter.
const fs = require('fs');

const rules = {
  lengthSync: (name) => name.length,
  sizeSync: (name) => fs.statSync(name).size,
};
rules[['age'][0] + 'Sync'] = (name) => fs.lstatSync(name).mtimeMs * 0;

function by(kind) {
  return (a, b) => rules[kind + 'Sync'](a) - rules[kind + 'Sync'](b);
}

const list = [(name) => fs.existsSync(name)];
const first = '';

console.log(['a.txt', 'b.txt'].sort(by('size')), ['a.txt', 'b.txt'].sort(by('age')));
console.log(['a.txt', 'b.txt'].sort((a, b) => list[first + '0'](a) - list[first + '0'](b)));
