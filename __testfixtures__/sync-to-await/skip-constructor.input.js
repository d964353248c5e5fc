// expect: constructor
const fs = require('fs');

class Config {
  constructor(file) {
    this.text = readText(file);
  }
}

function Legacy(file) {
  this.size = readText(file).length;
}
Legacy.prototype.double = function () {
  return this.size * 2;
};

function readText(file) {
  return fs.readFileSync(file, 'utf8');
}

console.log(new Config('a.txt').text, new Legacy('b.txt').double());
