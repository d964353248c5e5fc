// expect: class-field, static-block
const fs = require('fs');

class Settings {
  text = fs.readFileSync('a.txt', 'utf8');
  static shared = fs.readFileSync('b.txt', 'utf8');
  static {
    this.size = fs.statSync('c.txt').size;
  }
}

console.log(new Settings().text, Settings.shared, Settings.size);
