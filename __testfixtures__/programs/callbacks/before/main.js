var EventEmitter = require('events');
var fs = require('fs');
var path = require('path');
var Store = require('./lib/store');
var files = require('./lib/files');

var events = new EventEmitter();

events.on('report', function (name) {
  new Store(name).load(function (err, report) {
    if (err) {
      console.log('no report: ' + err.code);
      return;
    }
    console.log(report.name, report.size, report.lines.join(', '));
    events.emit('done', name);
  });
});

events.on('done', function (name) {
  new Store(name).check(function (err, there) {
    if (err) throw err;
    console.log(name, there ? 'is there' : 'is gone');
  });
});

function missing() {
  files.readLines('nowhere.txt', function (err, lines) {
    if (err) throw err;
    console.log('lines of nothing:', lines.length);
  });
}

// it ends before it is done, and somebody looks at what it gives
function started() {
  fs.readdir(path.join(__dirname, 'data'), function (err, names) {
    if (err) throw err;
    console.log(names.length);
  });
}

events.emit('report', 'fruit');
setTimeout(missing, 200);
setTimeout(function () { console.log('started', started()); }, 400);
