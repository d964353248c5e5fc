// Checksums of files and of texts.
'use strict';

var fs = require('fs');
var crypto = require('crypto');

function ofText(text) {
  return crypto.createHash('sha256').update(text).digest('hex');
}

function ofFile(file) {
  return ofText(fs.readFileSync(file));
}

exports.ofText = ofText;
exports.ofFile = ofFile;
