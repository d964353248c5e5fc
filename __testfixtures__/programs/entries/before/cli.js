#!/usr/bin/env node
'use strict';
const fs = require('fs');

// both the main file and the command: it exports nothing
const file = process.argv[2] || 'a.txt';
try {
  console.log(fs.readFileSync(file, 'utf8').length);
} catch (error) {
  console.log(error.code);
  process.exit(2);
}
process.on('exit', (code) => console.log('exit', code));
