// packages: commander
// Actions are run by parse(), which ignores their promises: parseAsync() waits.
const fs = require('fs');
const { program } = require('commander');

async function load(name) {
  return await fs.promises.readFile(name, 'utf8');
}

program.name('tool').option('-v, --verbose');
program.hook('preAction', async (command, action) => {
  console.log('before', action.name(), await fs.promises.access('a.txt').then(() => true, () => false));
});
program.command('show <name>')
  .description('shows a file')
  .action(async (name, options, command) => {
    console.log(await load(name), Object.keys(options), command.name());
  });
program.command('size <name>').action(size);
program.command('none').action(() => console.log('nothing'));

async function size(name) {
  console.log((await fs.promises.stat(name)).size);
}

async function main() {
try {
  await program.parseAsync(['node', 'tool', 'size', 'missing.txt']);
} catch (error) {
  console.log(error.code);
}
await program.parseAsync(['node', 'tool', 'show', 'a.txt']);
console.log('shown', (await program.parseAsync(['size', 'b.txt'], { from: 'user' })).opts());
await program.parseAsync(['none'], { from: 'user' });
console.log('done');
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
