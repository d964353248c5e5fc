// The summary page.
'use strict';

var fs = require('fs');
var path = require('path');
var checksum = require('./checksum');
var files = require('./files');
var invoices = require('./invoices');

var TEMPLATE = path.join(__dirname, '..', 'templates', 'summary.html');

function Report(root) {
  this.file = path.join(root, 'summary.html');
}

/** Writes the page; returns its checksum. */
Report.prototype.write = function (archive) {
  var currency = archive.settings.currency;
  var rows = archive.all().map(function (invoice) {
    return '<li>' + invoices.format(invoice, currency) + '</li>';
  });
  var page = fs.readFileSync(TEMPLATE, 'utf8')
    .replace('{{count}}', String(rows.length))
    .replace('{{rows}}', rows.join('\n'))
    .replace('{{total}}', archive.total().toFixed(2) + ' ' + currency);
  files.writeAtomically(this.file, page);
  return checksum.ofFile(this.file);
};

/** The page as it was last written, or null. */
Report.prototype.page = function () {
  return fs.existsSync(this.file) ? fs.readFileSync(this.file, 'utf8') : null;
};

module.exports = Report;
