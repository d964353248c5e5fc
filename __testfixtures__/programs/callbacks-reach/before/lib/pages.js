var fs = require('fs');
var path = require('path');

// they are under way together: what comes first is left to chance
var notes = [];
process.on('exit', function () { console.log(notes.sort().join('\n')); });

function note() {
  notes.push(Array.prototype.join.call(arguments, ' '));
}

// the string can call what is declared here
exports.settings = function (text) {
  return eval('(' + text + ')');
};

function show(file, label) {
  fs.stat(file, function (err, stats) {
    if (err) {
      note(label, err.code);
      return;
    }
    fs.readFile(file, 'utf8', function (err, text) {
      if (err) throw err;
      note(label, stats.isFile(), text.length > 10);
    });
  });
}

// who calls it by a string may look at what it gives
function begin(file) {
  fs.access(file, function (err) {
    note('begun', err === null);
  });
  return 'begun';
}

// the string sees its variables
function watch(file, expression) {
  fs.access(file, function (err) {
    note('watched', eval(expression));
  });
}

exports.run = function (dir) {
  show(path.join(dir, 'package.json'), 'there');
  show(path.join(dir, 'nowhere'), 'not there');
  note(begin(dir));
  watch(dir, 'err === null');
};
