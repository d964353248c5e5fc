var files = require('./files');

function Store(name) {
  this.name = name;
}

Store.prototype.load = async function () {
  var self = this;
  const lines = await files.readLines(self.name + '.txt');
  // sizes are for the report
  const size = await files.size(self.name + '.txt');

  return { name: self.name, size: size, lines: lines };
};

Store.prototype.check = async function () {
  return files.exists(this.name + '.txt');
};

module.exports = Store;
