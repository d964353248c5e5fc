const path = require('path');
const { report, later } = require('./lib/report');
const { index } = require('./lib/store');
const { first, list } = require('./lib/quiet');

const data = path.join(__dirname, 'data');

async function main() {
  const { title } = await index();
  console.log(title, await list(data), await first(data));
  for (const name of ['words.txt', 'missing.txt']) {
    const line = await report(name);
    console.log(line);
  }
  await new Promise((resolve) => later('words.txt', (count) => {
    console.log(`later: ${count}`);
    resolve();
  }));
}

main();
