var fs = require('fs');
var { callbackify } = require('util');
var child_process = require('child_process');

// who calls it wants the process
exports.start = function (command, callback) {
  return child_process.exec(command, function (err, stdout) {
    callback(err, stdout.trim());
  });
};

// it calls back once for each name
exports.each = function (names, callback) {
  names.forEach(async function (name) {
    let err = null;
    try {
      await fs.promises.stat(name);
    } catch (error) {
      err = error;
    }
    callback(err, name);
  });
};

// the callback gets two values
exports.pair = async function (file) {
  const text = await fs.promises.readFile(file, 'utf8');
  return [text, text.length];
};

// its caller catches what it throws at once
exports.strict = function (file, callback) {
  if (typeof file !== 'string') throw new TypeError('a string');
  fs.stat(file, function (err, stats) {
    callback(err, stats, file);
  });
};

// kept for later by somebody who is not seen
exports.kept = [];
exports.keep = function (file) {
  exports.kept.push(function done(callback) {
    callbackify(async () => {
      await fs.promises.stat(file);
    })((error) => callback(error));
  });
};
