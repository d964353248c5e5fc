// packages: yargs
// expect: handler-run
// What follows goes on when a command has run.
const fs = require('fs');
const yargs = require('yargs/yargs');

const { size } = yargs(['size', 'a.txt'])
  .command('size <name>', 'its size', {}, (argv) => { argv.size = fs.statSync(argv.name).size; })
  .argv;
console.log(size);
