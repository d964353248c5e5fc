const path = require('path');
const { open } = require('./lib/documents');

async function main() {
  console.log((await open(path.join(__dirname, 'package.json'))).includes('private'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
