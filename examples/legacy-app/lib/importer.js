// Reads invoices from files that other programs leave behind. Callbacks, as one wrote them then.
'use strict';

var fs = require('fs');
var path = require('path');
var invoices = require('./invoices');

function parseFile(file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    var found;
    try {
      found = path.extname(file) === '.csv' ? invoices.parseCsv(text) : [invoices.validate(JSON.parse(text))];
    } catch (problem) {
      return callback(problem);
    }
    callback(null, found);
  });
}

/** Every invoice of a folder's .csv and .json files, in the order of the file names. */
function parseFolder(dir, callback) {
  fs.readdir(dir, function (err, names) {
    if (err) return callback(err);
    var wanted = names.filter(function (name) {
      return /\.(csv|json)$/.test(name);
    }).sort();
    var all = [];
    (function next(i) {
      if (i === wanted.length) return callback(null, all);
      parseFile(path.join(dir, wanted[i]), function (problem, found) {
        if (problem) return callback(problem);
        all = all.concat(found);
        next(i + 1);
      });
    })(0);
  });
}

/** Puts files into the archive; returns their ids. */
function importFiles(archive, list) {
  return list.map(function (file) {
    var text = fs.readFileSync(file, 'utf8');
    var invoice = JSON.parse(text);
    return archive.save(invoice);
  });
}

exports.parseFile = parseFile;
exports.parseFolder = parseFolder;
exports.importFiles = importFiles;
