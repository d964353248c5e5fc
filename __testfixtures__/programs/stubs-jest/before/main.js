const path = require('path');
const { applyIfThere } = require('./lib/patch');
const { list } = require('./lib/mixed');
const { config, isFolder } = require('./lib/config');

function main() {
  console.log(applyIfThere('nowhere.txt'), list(path.join(__dirname, 'lib')), config(path.join(__dirname, 'package.json')).name, isFolder(__dirname));
}

main();
