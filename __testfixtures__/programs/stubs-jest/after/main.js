const path = require('path');
const { applyIfThere } = require('./lib/patch');
const { list } = require('./lib/mixed');
const { config, isFolder } = require('./lib/config');

async function main() {
  console.log(await applyIfThere('nowhere.txt'), list(path.join(__dirname, 'lib')), (await config(path.join(__dirname, 'package.json'))).name, isFolder(__dirname));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
