// a constructor function
const fs = require('fs');

function Store() {}

Store.prototype.init = async function (file) {
  this.text = await fs.promises.readFile(file, 'utf8');
  return this;
};

Store.prototype.size = function size() {
  return this.text.length;
};

module.exports = Store;
