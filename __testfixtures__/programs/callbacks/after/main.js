var EventEmitter = require('events');
var fs = require('fs');
var path = require('path');
var Store = require('./lib/store');
var files = require('./lib/files');

var events = new EventEmitter();

events.on('report', async function (name) {
  let report;
  try {
    report = await new Store(name).load();
  } catch (err) {
    console.log('no report: ' + err.code);
    return;
  }
  console.log(report.name, report.size, report.lines.join(', '));
  events.emit('done', name);
});

events.on('done', async function (name) {
  const there = await new Store(name).check();
  console.log(name, there ? 'is there' : 'is gone');
});

async function missing() {
  const lines = await files.readLines('nowhere.txt');
  console.log('lines of nothing:', lines.length);
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
