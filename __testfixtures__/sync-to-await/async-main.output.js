#!/usr/bin/env node
'use strict';

// A licence.
var fs = require('fs'),
  path = require('path');

var count = 0;
async function bump(file) {
  count++;
  return await fs.promises.readFile(path.join(__dirname, file), 'utf8');
}

async function main() {
console.log(this === module.exports, arguments.length, early());
await bump('a.txt');
if (count !== 1) {
  process.exit(9);
}
var later = await bump('b.txt');
console.log(later, count);
if (!later) return;
process.exitCode = 3; // the last line

function early() {
  return typeof later;
}
}

main.apply(this, arguments).catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
