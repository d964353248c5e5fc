const path = require('path');
const { load, names, folder } = require('./lib/store');

async function report() {
  console.log((await load(path.join(__dirname, 'package.json'))).length, await load('none.txt'), names(path.join(__dirname, 'lib')), folder(path.join(__dirname, 'lib')).first);
}

report().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
