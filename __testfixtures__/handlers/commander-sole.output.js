#!/usr/bin/env node
// packages: commander
// What an action throws ends the process, before and after.
const fs = require('fs');
const { Command } = require('commander');

const program = new Command();
program.argument('<name>').action(async (name) => {
  console.log(await fs.promises.readFile('a.txt', 'utf8'));
  console.log(await fs.promises.readFile(name, 'utf8'));
});
process.on('exit', (code) => console.log('exit', code));

async function main() {
await program.parseAsync(['node', 'tool', 'missing.txt']);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
