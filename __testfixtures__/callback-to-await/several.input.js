// functions that give their callback more than one value
const fs = require('fs');

function load(file, cb) {
  fs.readFile(file, 'utf8', (err, text) => err ? cb(err) : cb(null, text.split('\n')[0], text.length));
}

class Store {
  constructor(file) {
    this.file = file;
  }

  first(cb) {
    load(this.file, cb);
  }
}

function main() {
  fs.stat('a.txt', (err, stats) => {
    if (err) throw err;
    load('a.txt', (err, line, length) => {
      console.log(err, line, length === stats.size);
      new Store('b.txt').first(function (err, line) {
        if (err) return console.log(err.code);
        console.log(line);
        load('missing.txt', (err, line, length) => {
          console.log(err.code, line, length);
        });
      });
    });
  });
}

main();
