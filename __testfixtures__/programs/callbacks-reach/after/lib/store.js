var fs = require('fs');
var { promisify, callbackify } = require('util');
var path = require('path');
var openAsync = promisify(fs.open);
var fsyncAsync = promisify(fs.fsync);
var closeAsync = promisify(fs.close);
var realpathAsync = promisify(fs.realpath);

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

// all of them, side by side; options may be left out
exports.clear = function (dir, options, callback) {
  if (!callback) {
    callback = options;
    options = {};
  }
  callbackify(async () => {
    const files = await fs.promises.readdir(dir);
    if (files.length === 0) return;
    await Promise.all(files.map(async function (file) {
      if (file === options.keep) {
      } else {
        await fs.promises.unlink(path.join(dir, file)).catch(() => {});
      }
    }));
  })((error) => (error ? callback(error) : callback()));
};

// one after the other
exports.sizes = function (files, callback) {
  if (!Array.isArray(files)) files = [files];
  var sum = 0;
  callbackify(async () => {
    await realpathAsync('.');
    return next(0);
    async function next(index) {
      if (index === files.length) return sum;
      const stats = await fs.promises.stat(files[index]);
      if (stats.isFile()) return add(stats.size, index);
      else return next(index + 1);
    }
    async function add(size, index) {
      sum += size > 0 ? 1 : 0;
      return next(index + 1);
    }
  })(callback);
};

exports.drop = store.drop;
