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

later(function () {
  console.log(pages.settings('{ a: 1 }').a);
  pages.run(__dirname);
});
