// a callback without an error
const fs = require('fs');

async function main() {
  const there = await fs.promises.access('a.txt').then(() => true, () => false);
  console.log(there);
  const there1 = await fs.promises.access('missing').then(() => true, () => false);
  if (!there1) {
    console.log('not there'); /* at all */
  }
}

main();
