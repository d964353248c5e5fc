// calls one inside of the other
const fs = require('fs');

function both(first, second, cb) {
  fs.readFile(first, 'utf8', function (err, a) {
    if (err) return cb(err);

    // the second one only after the first
    fs.readFile(second, 'utf8', function (err, b) {
      if (err) return cb(err);
      cb(null, a.length + b.length);
    });
  });
}

function main() {
  fs.stat('a.txt', function (err, stats) {
    if (err) throw err;
    both('a.txt', 'b.txt', function (err, sum) {
      console.log(err, sum === stats.size * 2);
      both('a.txt', 'missing.txt', (err) => {
        console.log(err.code);
      });
    });
  });
}

main();
