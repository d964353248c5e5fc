// expect: constructor
const fs = require('fs');

function readText(file) {
  return fs.readFileSync(file, 'utf8');
}

class Base {
  constructor(file) {
    this.text = readText(file);
  }
}

// its own constructor runs after that of its base
class Derived extends Base {
  constructor(file) {
    super(file);
    this.size = this.text.length;
  }
}

// others see the object before it is done
const all = [];
class Seen {
  constructor(file) {
    all.push(this);
    this.text = readText(file);
  }
}

// its field is set before its arguments are evaluated, if they come later
let count = 0;
class Counted {
  id = ++count;
  constructor(file) {
    this.text = readText(file);
  }
}

class Replaced {
  constructor(file) {
    return { text: readText(file) };
  }
}

class Guarded {
  constructor(file) {
    if (new.target !== Guarded) throw new Error('no');
    this.text = readText(file);
  }
}

class Either {
  constructor(file) {
    this.text = readText(file);
  }
}
class Other {
  constructor(file) {
    this.text = file;
  }
}

class Bound {
  constructor(file, size) {
    this.text = readText(file) + size;
  }
}
const Short = Bound.bind(null, 'a.txt');

const Made = process.argv.length > 5 ? Other : Either;
console.log(new Derived('a.txt').size, new Seen('b.txt').text, new Counted('a.txt').id, new Replaced('a.txt').text, new Guarded('a.txt').text);
console.log(new Made('a.txt').text, new Short(7).text, all.length);
