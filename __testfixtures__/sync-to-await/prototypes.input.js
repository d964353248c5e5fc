var fs = require('fs');
var util = require('util');

function Base(dir) {
  this.dir = dir;
}
Base.prototype.read = function (name) {
  return fs.readFileSync(this.dir + '/' + name, 'utf8');
};

function Sub() {
  Base.apply(this, arguments);
}
util.inherits(Sub, Base);
Sub.prototype.read = function (name) {
  return '[' + Sub.super_.prototype.read.call(this, name) + ']';
};
Sub.prototype.all = function () {
  var self = this;
  return ['a.txt', 'b.txt'].map(function (name) {
    return self.read(name);
  });
};

function Mixed() {}
Mixed.prototype = {
  constructor: Mixed,
  size: function (name) {
    return this.text(name).length;
  },
};
Object.assign(Mixed.prototype, {
  text(name) {
    return new Base('.').read(name);
  },
});

console.log(new Base('.').read('a.txt'), new Sub('.').all(), new Mixed().size('c.txt'));
