#!/usr/bin/env node
// packages: yargs
// What a command throws ends the process; yargs would tell a rejection as a wrong usage.
const fs = require('fs');
const yargs = require('yargs/yargs');

process.on('exit', (code) => console.log('exit', code));
let shown = 0;

function show(argv) {
  shown++;
  console.log(fs.readFileSync(argv.name, 'utf8'), shown);
  fs.writeFileSync('copy.txt', fs.readFileSync(argv.missing, 'utf8'));
}

yargs(['show', 'a.txt', '--missing', 'missing.txt'])
  .command('show <name>', 'shows a file', (builder) => builder.option('missing', { type: 'string' }), show)
  .command({ command: 'size <name>', describe: 'its size', handler: (argv) => console.log(fs.statSync(argv.name).size) })
  .demandCommand()
  .strict()
  .parse();
