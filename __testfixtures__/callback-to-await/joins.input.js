// calls side by side, joined by a counter
const fs = require('fs');

function sizes(files, cb) {
  var results = [], pending = files.length, failed;
  if (!pending) return cb(null, results);
  files.forEach(function (file, i) {
    fs.stat(file, function (err, stats) {
      if (failed) return;
      if (err) {
        failed = true;
        return cb(err);
      }
      // in order, whichever comes first
      results[i] = stats.size > 0;
      if (--pending === 0) cb(null, results);
    });
  });
}

function existing(files, cb) {
  const found = new Set();
  let asked = 0;
  if (files.length === 0) return cb(null, found);
  files.forEach((file) => {
    fs.access(file, (err) => {
      if (!err) found.add(file);
      asked += 1;
      if (asked === files.length) {
        cb(null, found);
      }
    });
  });
}

function main() {
  fs.readdir('.', (err) => {
    if (err) throw err;
    sizes(['a.txt', 'b.txt', 'c.txt'], (err, results) => {
      console.log(err, results);
      sizes(['a.txt', 'missing', 'gone'], (err, results) => {
        console.log(err.code, results);
        sizes([], (err, results) => {
          console.log(err, results);
          existing(['a.txt', 'missing', 'c.txt'], (err, found) => {
            console.log(err, found.has('a.txt'), found.size);
          });
        });
      });
    });
  });
}

main();
