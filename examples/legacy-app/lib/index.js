// What the rest of the company requires.
'use strict';

exports.config = require('./config');
exports.files = require('./files');
exports.codec = require('./codec');
exports.checksum = require('./checksum');
exports.invoices = require('./invoices');
exports.importer = require('./importer');

var backends = require('./backends');
exports.PlainBackend = backends.PlainBackend;
exports.GzipBackend = backends.GzipBackend;

exports.Archive = require('./archive');
exports.JournaledArchive = require('./journal');
exports.Report = require('./report');
exports.createServer = require('./server').createServer;

exports.open = function (root) {
  var settings = exports.config.load(root);
  var Kind = settings.journal ? exports.JournaledArchive : exports.Archive;
  return new Kind(root, settings);
};
