const fs = require('fs');
const util = require('util');
const { EventEmitter } = require('events');

/**
 * Keeps a text.
 */
function Store(file, options) {
  EventEmitter.call(this);
  var self = this;
  options = options || {};
  this.file = file;
  if (options.empty) return;
  this.text = fs.readFileSync(file, options.encoding || 'utf8');
  self.sizes = ['a.txt', file].map(function (name) {
    return fs.statSync(name).size + self.text.length;
  });
  // told later
  this.on('clear', function () {
    self.text = '';
  });
}
util.inherits(Store, EventEmitter);

Store.prototype.upper = function () {
  return this.text.toUpperCase();
};

Store.open = function (file) {
  return new Store(file);
};

function Line (file) { this.line = fs.readFileSync(file, 'utf8').split('\n')[0] }
Line.prototype.length = function () { return this.line.length; };

const store = new Store('b.txt');
console.log(store.upper(), store.sizes, store instanceof EventEmitter, store.constructor === Store);
store.emit('clear');
console.log(store.text, new Store('none.txt', { empty: true }).file, Store.open('c.txt').text.length, new Line('a.txt').length());
