// functions that call themselves for the next round
const fs = require('fs');

function lines(files, cb) {
  const found = [];
  (function next(i) {
    if (i === files.length) return cb(null, found);
    fs.readFile(files[i], 'utf8', (err, text) => {
      if (err) return cb(err);
      // the next one
      found.push(text.split('\n')[0]);
      next(i + 1);
    });
  })(0);
}

function firstOf(queue, cb) {
  function next() {
    const file = queue.shift();
    if (!file) return cb(new Error('none of them'));
    fs.stat(file, function (err) {
      if (err) return next();
      cb(null, file);
    });
  }

  next();
}

function main() {
  fs.readdir('.', (err) => {
    if (err) throw err;
    lines(['a.txt', 'b.txt'], (err, found) => {
      console.log(err, found);
      lines(['a.txt', 'missing'], (err) => {
        console.log(err.code);
        firstOf(['missing', 'b.txt', 'c.txt'], (err, file) => {
          console.log(err, file);
          firstOf(['gone'], (err) => {
            console.log(err.message);
          });
        });
      });
    });
  });
}

main();
