#!/usr/bin/env node
// packages: yargs
// What a command throws ends the process; yargs would tell a rejection as a wrong usage.
const fs = require('fs');
const yargs = require('yargs/yargs');

process.on('exit', (code) => console.log('exit', code));
let shown = 0;

async function show(argv) {
  try {
    shown++;
    console.log(await fs.promises.readFile(argv.name, 'utf8'), shown);
    await fs.promises.writeFile('copy.txt', await fs.promises.readFile(argv.missing, 'utf8'));
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}

yargs(['show', 'a.txt', '--missing', 'missing.txt'])
  .command('show <name>', 'shows a file', (builder) => builder.option('missing', { type: 'string' }), show)
  .command({ command: 'size <name>', describe: 'its size', handler: async (argv) => {
    try {
      console.log((await fs.promises.stat(argv.name)).size);
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
    }
  } })
  .demandCommand()
  .strict()
  .parse();
