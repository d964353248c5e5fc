var util = require('util');

// the module that is injected by default is not loaded under a name that always means it
var fs = require('fs');

function use(options) {
  if (options.fs) fs = options.fs;
}

function first(name) {
  return fs.readFileSync(name, 'utf8').split('\n')[0];
}

function remove(name) {
  fs.unlinkSync(name);
}

remove('b.txt');
console.log(util.inspect(first('a.txt')));
use({ fs: { readFileSync: function (name) { return name + '\n'; }, unlinkSync: function (name) { console.log('unlink', name); } } });
remove('b.txt');
console.log(util.inspect(first('a.txt')));
