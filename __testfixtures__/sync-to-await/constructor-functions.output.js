const fs = require('fs');
const util = require('util');
const { EventEmitter } = require('events');

/**
 * Keeps a text.
 */
function Store() {}

Store.prototype.init = async function (file, options) {
  EventEmitter.call(this);
  var self = this;
  options = options || {};
  this.file = file;
  if (options.empty) return this;
  this.text = await fs.promises.readFile(file, options.encoding || 'utf8');
  self.sizes = await mapAsync(['a.txt', file], async function (name) {
    return (await fs.promises.stat(name)).size + self.text.length;
  });
  // told later
  this.on('clear', function () {
    self.text = '';
  });
  return this;
};
util.inherits(Store, EventEmitter);

Store.prototype.upper = function () {
  return this.text.toUpperCase();
};

Store.open = async function (file) {
  return await new Store().init(file);
};

function Line () {}

Line.prototype.init = async function (file) { this.line = (await fs.promises.readFile(file, 'utf8')).split('\n')[0]; return this; };
Line.prototype.length = function () { return this.line.length; };

async function main() {
const store = await new Store().init('b.txt');
console.log(store.upper(), store.sizes, store instanceof EventEmitter, store.constructor === Store);
store.emit('clear');
console.log(store.text, (await new Store().init('none.txt', { empty: true })).file, (await Store.open('c.txt')).text.length, (await new Line().init('a.txt')).length());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
