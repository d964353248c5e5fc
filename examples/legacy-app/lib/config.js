// Settings: the defaults that ship with the service, overridden by archive.json in the archive's own folder.
'use strict';

var fs = require('fs');
var path = require('path');

// Read once, when the service starts.
var defaults = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'config', 'default.json'), 'utf8'));

function load(root) {
  var file = path.join(root, 'archive.json');
  if (!fs.existsSync(file)) return Object.assign({}, defaults);

  var own;
  try {
    own = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (err) {
    throw new Error('Bad configuration in ' + file + ': ' + err.message);
  }
  return Object.assign({}, defaults, own);
}

module.exports = { defaults: defaults, load: load };
