// a constructor function
const fs = require('fs');

function Store(file) {
  this.text = fs.readFileSync(file, 'utf8');
}

Store.prototype.size = function size() {
  return this.text.length;
};

module.exports = Store;
