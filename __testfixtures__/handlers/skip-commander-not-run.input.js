// packages: commander
// expect: handler-run
// Another package is handed the program, and runs it.
const fs = require('fs');
const { Command } = require('commander');

const program = new Command();
program.command('show <name>').action((name) => {
  console.log(fs.readFileSync(name, 'utf8').length);
});
const start = 'parse';
program[process.env.START || start](['node', 'tool', 'show', 'a.txt']);
