var fs = require('fs');
var util = require('util');

function Base(dir) {
  this.dir = dir;
}
Base.prototype.read = async function (name) {
  return await fs.promises.readFile(this.dir + '/' + name, 'utf8');
};

function Sub() {
  Base.apply(this, arguments);
}
util.inherits(Sub, Base);
Sub.prototype.read = async function (name) {
  return '[' + await Sub.super_.prototype.read.call(this, name) + ']';
};
Sub.prototype.all = async function () {
  var self = this;
  return await mapAsync(['a.txt', 'b.txt'], async function (name) {
    return await self.read(name);
  });
};

function Mixed() {}
Mixed.prototype = {
  constructor: Mixed,
  size: async function (name) {
    return (await this.text(name)).length;
  },
};
Object.assign(Mixed.prototype, {
  async text(name) {
    return await new Base('.').read(name);
  },
});

async function main() {
console.log(await new Base('.').read('a.txt'), await new Sub('.').all(), await new Mixed().size('c.txt'));
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
