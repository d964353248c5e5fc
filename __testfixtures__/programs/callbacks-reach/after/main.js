var fs = require('fs');
var os = require('os');
var path = require('path');
var store = require('./lib/store');
var pages = require('./lib/pages');

var calls = {};
calls.flush = store.flush;
var file = path.join(os.tmpdir(), 'unblock-reach-' + process.pid);

function later(done) {
  fs.writeFile(file, 'text', function (err) {
    if (err) throw err;
    calls[process.argv[9] || 'flush'](file, function (err) {
      console.log('flushed', err, arguments.length);
      calls.flush(path.join(file, 'nowhere'), function (err) {
        console.log('not flushed', err.code, arguments.length);
        store.drop(file, function (err) {
          console.log('dropped', err);
          store.drop(file, function (err) {
            console.log('dropped again', err, fs.existsSync(file));
            done();
          });
        });
      });
    });
  });
  calls.flush(7, function (err) { console.log(err.message); });
}

function folders(done) {
  var dir = file + '-folder';
  calls.clear = store.clear;
  calls.sizes = store.sizes;
  fs.mkdirSync(dir);
  ['a', 'b', 'c'].forEach(function (name) { fs.writeFileSync(path.join(dir, name), name); });
  calls.sizes([path.join(dir, 'a'), dir, path.join(dir, 'c')], function (err, sum) {
    console.log('sizes', err, sum, arguments.length);
    calls.sizes(path.join(dir, 'nowhere'), function (err) {
      console.log('no sizes', err.code, arguments.length);
      calls.clear(dir, { keep: 'b' }, function () {
        console.log('cleared', arguments.length, fs.readdirSync(dir));
        calls.clear(dir, function () {
          console.log('cleared', arguments.length, fs.readdirSync(dir));
          calls.clear(dir, function () {
            console.log('empty', arguments.length);
            fs.rmdirSync(dir);
            calls.clear(dir, function (err) {
              console.log('gone', err.code, arguments.length);
              done();
            });
          });
        });
      });
    });
  });
}

later(function () {
  folders(function () {
    console.log('done');
  });
  console.log(pages.settings('{ a: 1 }').a);
  pages.run(__dirname);
});
