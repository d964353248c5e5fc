const fs = require('fs');

/**
 * Reads the first line.
 *
 * @param {string} file - where it is
 * @param {Function} callback - gets an error,
 *   or the line
 * @returns {void}
 */
function firstLine(file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(null, text.split('\n')[0]);
  });
}

/**
 * @param {string} file
 * @param {nodeCallback} [done]
 * @return {undefined} nothing yet
 */
function check(file, done) {
  fs.access(file, done);
}

/** @param {Function} cb */
function parent(cb) {
  fs.stat('..', (err, stats) => {
    if (err) return cb(err);
    cb(null, stats.isDirectory());
  });
}

function main() {
  fs.stat('.', (err) => {
    if (err) throw err;
    firstLine('a.txt', (err, line) => {
      console.log(err, line);
      check('b.txt', (err) => {
        if (err) return console.log(err.code);
        parent((err, is) => {
          if (err) throw err;
          console.log(is);
        });
      });
    });
  });
}

main();
