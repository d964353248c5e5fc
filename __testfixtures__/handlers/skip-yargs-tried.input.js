// packages: yargs
// expect: handler-run
// What a command throws is caught where it is run.
const fs = require('fs');
const yargs = require('yargs/yargs');

try {
  yargs(['size', 'missing.txt']).command('size <name>', 'its size', {}, (argv) => console.log(fs.statSync(argv.name).size)).parse();
} catch (error) {
  console.log(error.code);
}
