// packages: commander
// expect: module-top-level
// Who loads this module goes on at once: nobody waits for the action.
const fs = require('fs');
const { program } = require('commander');

program.command('show <name>').action((name) => {
  console.log(fs.readFileSync(name, 'utf8').length);
});
program.parse(['node', 'tool', 'show', 'a.txt']);
console.log('parsed');

module.exports = program;
