#!/usr/bin/env node
'use strict';

// A licence.
var fs = require('fs'),
  path = require('path');

var count = 0;
function bump(file) {
  count++;
  return fs.readFileSync(path.join(__dirname, file), 'utf8');
}

console.log(this === module.exports, arguments.length, early());
bump('a.txt');
if (count !== 1) {
  process.exit(9);
}
var later = bump('b.txt');
console.log(later, count);
if (!later) return;
process.exitCode = 3; // the last line

function early() {
  return typeof later;
}
