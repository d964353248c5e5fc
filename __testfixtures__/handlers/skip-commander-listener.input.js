// packages: commander
// expect: handler-run
// Listeners to a command's event run after its action, in some versions before a promise of it is fulfilled.
const fs = require('fs');
const { Command } = require('commander');

const program = new Command();
program.command('show <name>').action((name) => {
  console.log(fs.readFileSync(name, 'utf8').length);
});
program.on('command:show', () => console.log('shown'));
program.parse(['show', 'a.txt'], { from: 'user' });
