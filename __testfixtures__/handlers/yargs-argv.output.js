#!/usr/bin/env node
// packages: yargs
// .argv runs the command as soon as it is read.
const fs = require('fs');

require('yargs')(['size', 'b.txt'])
  .command({
    command: 'size <name>',
    async handler({ name }) {
      try {
        const { size } = await fs.promises.stat(name);
        if (size > 0) console.log((await load(name)).length, size);
      } catch (error) {
        process.nextTick(() => {
          throw error;
        });
      }
    },
  })
  .argv;

async function load(name) {
  return await fs.promises.readFile(name, 'utf8');
}
