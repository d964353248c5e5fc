// packages: commander
// expect: foreign-callback
// The value of an option is what a function gives: it must be there at once.
const fs = require('fs');
const { program } = require('commander');

program.option('-f, --file <name>', 'a file', (name) => fs.readFileSync(name, 'utf8'));
program.parse(['node', 'tool', '-f', 'a.txt']);
console.log(program.opts().file.length);
