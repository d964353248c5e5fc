var fs = require('fs');
var path = require('path');

// what is not there is an empty list
exports.readLines = function (file, callback) {
  fs.readFile(path.join(__dirname, '..', 'data', file), 'utf8', function (err, text) {
    if (err && err.code === 'ENOENT') return callback(null, []);
    if (err) return callback(err);
    callback(null, text.trim().split('\n'));
  });
};

exports.size = function (file, callback) {
  fs.stat(path.join(__dirname, '..', 'data', file), function (err, stats) {
    if (err) {
      callback(err);
      return;
    }
    callback(null, stats.size);
  });
};

exports.exists = function (file, callback) {
  fs.exists(path.join(__dirname, '..', 'data', file), function (there) {
    callback(null, there);
  });
};
