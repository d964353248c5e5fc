#!/usr/bin/env node
const run = require('../run');

async function main() {
await run(['a.txt']);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
