// cancel: main
// expect: cancel-passed-as-value
const { readFile } = require('fs/promises');

const first = async (file) => (await readFile(file)).length;

async function main() {
  console.log(await Promise.all(['a.txt', 'b.txt'].map(first)));
  console.log(await first('c.txt'));
}

main();
module.exports = first;
