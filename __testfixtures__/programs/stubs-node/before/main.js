const path = require('path');
const { load, names, folder } = require('./lib/store');

function report() {
  console.log(load(path.join(__dirname, 'package.json')).length, load('none.txt'), names(path.join(__dirname, 'lib')), folder(path.join(__dirname, 'lib')).first);
}

report();
