// packages: commander
// expect: not-awaited
// What follows a call that is not awaited runs when actions that do not wait are done.
const fs = require('fs');
const { Command } = require('commander');

const program = new Command();
program.command('show <name>').action((name) => {
  console.log(fs.readFileSync(name, 'utf8').length);
});
program.parseAsync(['node', 'tool', 'show', 'a.txt']);
console.log('parsed');
