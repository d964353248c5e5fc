#!/usr/bin/env node
// packages: yargs
// .argv runs the command as soon as it is read.
const fs = require('fs');

require('yargs')(['size', 'b.txt'])
  .command({
    command: 'size <name>',
    handler({ name }) {
      const { size } = fs.statSync(name);
      if (size > 0) console.log(load(name).length, size);
    },
  })
  .argv;

function load(name) {
  return fs.readFileSync(name, 'utf8');
}
