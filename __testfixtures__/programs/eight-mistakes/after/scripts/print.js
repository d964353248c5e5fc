// a caller that no test reaches
const path = require('path');
const list = require('../lib/list');

async function asyncMain() {
if (require.main === module) console.log(await list(path.join(__dirname, '../lib')));
}

asyncMain().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
