'use strict';
const fs = require('fs');
const path = require('path');

// options may be left out, and what is checked at once is answered at once
exports.read = function read(file, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  if (!file) return callback(new Error('no file'));
  // both are needed
  fs.stat(file, function (err, stats) {
    if (err) return callback(err);
    fs.readFile(file, options.encoding || 'utf8', (err, text) => {
      if (err) return callback(err);
      // what is in it
      callback(null, { full: stats.size === text.length, text: text.trim() });
    });
  });
};

function Store(dir) {
  this.dir = dir;
}

Store.prototype.save = function (name, data, callback) {
  callback = callback || function () {};
  const self = this;
  fs.mkdir(self.dir, function (err) {
    if (err && err.code !== 'EEXIST') return callback(err);
    fs.writeFile(path.join(self.dir, name), data, callback);
  });
};

// it answers with nothing at all
Store.prototype.drop = function (name, callback) {
  fs.unlink(path.join(this.dir, name), (err) => {
    if (err) return callback(err);
    fs.rmdir(this.dir, (err) => {
      if (err) return callback(err);
      callback();
    });
  });
};

// a caller that waits for one that keeps its callback
Store.prototype.replace = function (name, data, callback) {
  this.drop(name, (err) => {
    if (err) return callback(err);
    this.save(name, data, callback);
  });
};

exports.size = function (file, callback) { fs.stat(file, function (err, stats) { if (err) return callback(err); callback(null, stats.size); }); };

exports.parse = (file, callback) => {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) return callback(err);
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return callback(error);
    }
    callback(null, value);
  });
};

exports.Store = Store;
