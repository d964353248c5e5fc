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

// made before its prototype could have another method
const early = new Early('a.txt');
function Early(file) {
  this.text = fs.readFileSync(file, 'utf8');
}
Early.prototype.size = function () {
  return this.text.length;
};

// its prototype is another object later
function Replaced(file) {
  this.text = fs.readFileSync(file, 'utf8');
}
Replaced.prototype = {
  size() {
    return this.text.length;
  },
};

// called by another constructor
function Base(file) {
  this.text = fs.readFileSync(file, 'utf8');
}
Base.prototype.size = function () {
  return this.text.length;
};
function Sub(file) {
  Base.call(this, file);
}
Object.setPrototypeOf(Sub.prototype, Base.prototype);

// without methods, a loop over its properties would meet a new one
function Plain(file) {
  this.text = fs.readFileSync(file, 'utf8');
}

// a listener sees it before it is done
function Listening(file, source) {
  var self = this;
  source.push(function () { return self.text; });
  this.text = fs.readFileSync(file, 'utf8');
}
Listening.prototype.size = function () {
  return this.text.length;
};

const sources = [];
const seen = [];
for (const key in new Plain('b.txt')) seen.push(key);
console.log(Shape('a.txt'), Extended(), Extended.prototype.kind, early.text, new Early('a.txt').text, seen);
console.log(new Replaced('a.txt').size(), new Sub('b.txt').size(), new Base('b.txt').size(), new Listening('c.txt', sources).size(), sources.length);
