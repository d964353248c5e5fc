// expect: constructor
const fs = require('fs');

class Base {
  constructor(text) {
    this.text = text;
  }
}
class FromFile extends Base {
  constructor(file) {
    super(fs.readFileSync(file, 'utf8'));
  }
}

console.log(new FromFile('a.txt').text);
