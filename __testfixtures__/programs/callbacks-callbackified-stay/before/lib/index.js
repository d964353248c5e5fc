'use strict';
const fs = require('fs');

// nothing would become shorter
exports.write = function (file, data, callback) {
  fs.writeFile(file, data, callback);
};

// it answers in two forms, and who calls it could count
exports.maybe = function (file, callback) {
  fs.stat(file, function (err, stats) {
    if (err) return callback(err);
    if (!stats.isFile()) return callback(null);
    callback(null, stats.size > 0);
  });
};

// a failure gives a value, too
exports.both = function (file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    callback(err, file.length > 0);
  });
};

// an error that is undefined
exports.none = function (file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(undefined, text.length > 0);
  });
};

// it may throw undefined, which callbackify would replace
exports.odd = function (file, check, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    let value;
    try {
      value = check(text);
    } catch (error) {
      return callback(error);
    }
    callback(null, value);
  });
};

// sometimes it answers at once
exports.cached = function (file, cache, callback) {
  if (cache[file]) {
    callback(null, cache[file]);
  } else {
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) return callback(err);
      cache[file] = text.length > 0;
      callback(null, cache[file]);
    });
  }
};

// a callback that is another one later
exports.timed = function (file, callback) {
  setImmediate(function () { callback = console.log; });
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(null, text.length > 0);
  });
};

// what is declared after it is used before it
exports.early = function (file, callback) {
  const name = nameOf(file);
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(null, name + (text.length > 0));
  });
  function nameOf(each) { return each.length > 0 ? 'named ' : ''; }
};
