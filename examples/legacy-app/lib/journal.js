// An archive that notes down everything that happens to it.
'use strict';

var fs = require('fs');
var path = require('path');
var util = require('util');
var Archive = require('./archive');

function JournaledArchive(root, settings) {
  Archive.call(this, root, settings);
  this.journalFile = path.join(root, 'journal.log');
}

util.inherits(JournaledArchive, Archive);

JournaledArchive.prototype.note = function (what, id) {
  fs.appendFileSync(this.journalFile, what + ' ' + id + '\n');
};

JournaledArchive.prototype.save = function (invoice) {
  var id = Archive.prototype.save.call(this, invoice);
  this.note('saved', id);
  return id;
};

JournaledArchive.prototype.remove = function (id) {
  var removed = Archive.prototype.remove.call(this, id);
  if (removed) this.note('removed', id);
  return removed;
};

JournaledArchive.prototype.history = function () {
  if (!fs.existsSync(this.journalFile)) return [];
  return fs.readFileSync(this.journalFile, 'utf8').trim().split('\n').map(function (line) {
    var words = line.split(' ');
    return { what: words[0], id: words[1] };
  });
};

module.exports = JournaledArchive;
