// expect: parameter-default
const fs = require('fs');

const size = 3;
const read = (file) => fs.readFileSync(file, 'utf8');

// in the body, `size` is another one
function hidden(text = read('a.txt').slice(size)) {
  var size = text.length;
  return size;
}

// a closure among the parameters sees the parameter, not a variable of the body
function seen(later = () => first, { first = read('a.txt') } = {}) {
  return later() + first;
}

// the error of reading a parameter too early
function early(text = read(file), file = 'a.txt') {
  return text;
}

// a generator evaluates its default values when it is called
function* lines(text = fs.readFileSync('b.txt', 'utf8')) {
  yield* text.split('\n');
}
async function* slow(text = fs.readFileSync('b.txt', 'utf8')) {
  yield text;
}

class Late {
  constructor(text = fs.readFileSync('a.txt', 'utf8')) {
    this.text = text;
  }
}

console.log(hidden(), seen(), [...lines()].length, new Late().text.length, typeof slow());
try { early(); } catch (error) { console.log(error.name); }
console.log(early('given'));
