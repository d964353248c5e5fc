// calls that come one after the other
// expect: race-alone
const fs = require('fs/promises');
let total = 0;
async function add(file) {
  total += (await fs.readFile(file, 'utf8')).length;
}
async function main() {
  await add('a.txt');
  await add('b.txt');
  console.log(total);
}
main();
