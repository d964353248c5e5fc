var fs = require('fs');

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

exports.drop = store.drop;
