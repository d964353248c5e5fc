var files = require('./files');

function Store(name) {
  this.name = name;
}

Store.prototype.load = function (callback) {
  var self = this;
  files.readLines(self.name + '.txt', function (err, lines) {
    if (err) return callback(err);
    // sizes are for the report
    files.size(self.name + '.txt', function (err, size) {
      if (err) return callback(err);

      callback(null, { name: self.name, size: size, lines: lines });
    });
  });
};

Store.prototype.check = function (callback) {
  files.exists(this.name + '.txt', callback);
};

module.exports = Store;
