'use strict';
const fs = require('fs');
const { promisify, callbackify } = require('util');
const path = require('path');

// options may be left out, and what is checked at once is answered at once
exports.read = function read(file, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  if (!file) return callback(new Error('no file'));
  // both are needed
  callbackify(async () => {
    const stats = await fs.promises.stat(file);
    const text = await fs.promises.readFile(file, options.encoding || 'utf8');
    // what is in it
    return { full: stats.size === text.length, text: text.trim() };
  })(callback);
};

function Store(dir) {
  this.dir = dir;
}

Store.prototype.save = function (name, data, callback) {
  callback = callback || function () {};
  const self = this;
  callbackify(async () => {
    try {
      await fs.promises.mkdir(self.dir);
    } catch (err) {
      if (err.code !== 'EEXIST') throw err;
    }
    await fs.promises.writeFile(path.join(self.dir, name), data);
  })((error) => callback(error));
};

// it answers with nothing at all
Store.prototype.drop = function (name, callback) {
  callbackify(async () => {
    await fs.promises.unlink(path.join(this.dir, name));
    await fs.promises.rmdir(this.dir);
  })((error) => (error ? callback(error) : callback()));
};

// a caller that waits for one that keeps its callback
Store.prototype.replace = function (name, data, callback) {
  callbackify(async () => {
    await promisify(this.drop.bind(this))(name);
    return promisify(this.save.bind(this))(name, data);
  })((error) => callback(error));
};

exports.size = function (file, callback) {
  callbackify(async () => {
    const stats = await fs.promises.stat(file);
    return stats.size;
  })(callback);
};

exports.parse = (file, callback) => {
  callbackify(async () => {
    const text = await fs.promises.readFile(file, 'utf8');
    let value;
    value = JSON.parse(text);
    return value;
  })(callback);
};

exports.Store = Store;
