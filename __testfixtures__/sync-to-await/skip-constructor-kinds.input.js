// expect: constructor
const fs = require('fs');

function Shape(file) {
  if (!(this instanceof Shape)) return fs.readFileSync(file, 'utf8');
  this.file = file;
}
function Extended() {
  return fs.existsSync('a.txt');
}
Extended.prototype.kind = 'extended';

console.log(Shape('a.txt'), Extended(), Extended.prototype.kind);
