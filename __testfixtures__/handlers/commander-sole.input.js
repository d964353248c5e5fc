#!/usr/bin/env node
// packages: commander
// What an action throws ends the process, before and after.
const fs = require('fs');
const { Command } = require('commander');

const program = new Command();
program.argument('<name>').action((name) => {
  console.log(fs.readFileSync('a.txt', 'utf8'));
  console.log(fs.readFileSync(name, 'utf8'));
});
process.on('exit', (code) => console.log('exit', code));

program.parse(['node', 'tool', 'missing.txt']);
