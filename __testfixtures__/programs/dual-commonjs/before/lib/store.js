var fs = require('fs')
  , path = require('path');

exports.parse = function (name, text) {
  return text.split('\n').filter(Boolean).map(function (line) { return name + ':' + line; });
};

function Store(dir) {
  this.dir = dir;
}

Store.prototype.readSync = function (name) {
  return fs.readFileSync(this.file(name), 'utf8');
};

Store.prototype.file = function (name) {
  return path.join(this.dir, name + '.txt');
};

Store.prototype.read = function (name, done) {
  fs.readFile(this.file(name), 'utf8', done);
};

exports.Store = Store;
