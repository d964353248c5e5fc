var fs = require('fs');
var path = require('path');

var store = {};
store.exists = fs.exists;
store.unlink = fs.unlink;

// what is held by an object of one's own is called as it is
store.drop = function (file, callback) {
  store.exists(file, function (exists) {
    if (!exists) { return callback(null); }
    store.unlink(file, function (err) { return callback(err); });
  });
};

// callers that are not seen: the callback stays
exports.flush = function (file, callback) {
  if (typeof file !== 'string') return callback(new TypeError('no name'));
  fs.open(file, 'r+', function (err, fd) {
    if (err) { return callback(err); }
    fs.fsync(fd, function (errSync) {
      fs.close(fd, function (errClose) {
        if (errSync || errClose) {
          var e = new Error('Failed to flush');
          e.errorOnSync = errSync;
          return callback(e);
        } else {
          return callback(null);
        }
      });
    });
  });
};

// all of them, side by side; options may be left out
exports.clear = function (dir, options, callback) {
  if (!callback) {
    callback = options;
    options = {};
  }
  fs.readdir(dir, function (err, files) {
    if (err) return callback(err);
    if (files.length === 0) return callback();
    var count = 0;
    files.forEach(function (file) {
      if (file === options.keep) {
        count++;
        if (count === files.length) callback();
      } else {
        fs.unlink(path.join(dir, file), function (err) {
          count++;
          if (count === files.length) callback();
        });
      }
    });
  });
};

// one after the other
exports.sizes = function (files, callback) {
  if (!Array.isArray(files)) files = [files];
  var sum = 0;
  fs.realpath('.', function (err) {
    if (err) return callback(err);
    next(0);
  });
  function next(index) {
    if (index === files.length) return callback(null, sum);
    fs.stat(files[index], function (err, stats) {
      if (err) return callback(err);
      if (stats.isFile()) add(stats.size, index);
      else next(index + 1);
    });
  }
  function add(size, index) {
    sum += size > 0 ? 1 : 0;
    next(index + 1);
  }
};

exports.drop = store.drop;
