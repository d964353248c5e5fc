var fs = require('fs');
var { promisify, callbackify } = require('util');
var openAsync = promisify(fs.open);
var fsyncAsync = promisify(fs.fsync);
var closeAsync = promisify(fs.close);

var store = {};
store.exists = fs.exists;
store.unlink = fs.unlink;

// what is held by an object of one's own is called as it is
store.drop = function (file, callback) {
  callbackify(async () => {
    const exists = await new Promise((resolve) => store.exists(file, resolve));
    if (!exists) { return; }
    await promisify(store.unlink.bind(store))(file);
  })((error) => callback(error));
};

// callers that are not seen: the callback stays
exports.flush = function (file, callback) {
  if (typeof file !== 'string') return callback(new TypeError('no name'));
  callbackify(async () => {
    const fd = await openAsync(file, 'r+');
    let errSync = null;
    try {
      await fsyncAsync(fd);
    } catch (error) {
      errSync = error;
    }
    let errClose = null;
    try {
      await closeAsync(fd);
    } catch (error1) {
      errClose = error1;
    }
    if (errSync || errClose) {
      var e = new Error('Failed to flush');
      e.errorOnSync = errSync;
      throw e;
    } else {
      return;
    }
  })((error2) => callback(error2));
};

exports.drop = store.drop;
