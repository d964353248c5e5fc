// packages: commander
// Actions are run by parse(), which ignores their promises: parseAsync() waits.
const fs = require('fs');
const { program } = require('commander');

function load(name) {
  return fs.readFileSync(name, 'utf8');
}

program.name('tool').option('-v, --verbose');
program.hook('preAction', (command, action) => {
  console.log('before', action.name(), fs.existsSync('a.txt'));
});
program.command('show <name>')
  .description('shows a file')
  .action((name, options, command) => {
    console.log(load(name), Object.keys(options), command.name());
  });
program.command('size <name>').action(size);
program.command('none').action(() => console.log('nothing'));

function size(name) {
  console.log(fs.statSync(name).size);
}

try {
  program.parse(['node', 'tool', 'size', 'missing.txt']);
} catch (error) {
  console.log(error.code);
}
program.parse(['node', 'tool', 'show', 'a.txt']);
console.log('shown', program.parse(['size', 'b.txt'], { from: 'user' }).opts());
program.parse(['none'], { from: 'user' });
console.log('done');
