// callbacks of Node and of async stand in one another, and go together
const async = require('async');
const fs = require('fs');
const path = require('path');

const at = (name) => path.join(__dirname, 'data', name);

function load(names, callback) {
  fs.readdir(at(''), function (err, all) {
    if (err) return callback(err);
    async.map(names, (name, done) => fs.readFile(at(name), 'utf8', done), function (err, texts) {
      if (err) return callback(err);
      fs.stat(at(names[0]), function (err, stats) {
        if (err) return callback(err);
        callback(null, { all, texts, size: stats.size });
      });
    });
  });
}

function main() {
  load(['a.txt'], function (err, found) {
    if (err) throw err;
    console.log(found);
    load(['a.txt', 'none.txt'], function (err) {
      console.log(err ? err.code : 'all there');
    });
  });
}

main();
