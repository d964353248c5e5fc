var fs = require('fs');
var child_process = require('child_process');

// code outside of the repository calls these
exports.read = function (file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(null, text.length);
  });
};

exports.later = function (file) {
  fs.stat(file, function (err, stats) {
    console.log('later', err ? err.code : stats.isFile());
  });
};
