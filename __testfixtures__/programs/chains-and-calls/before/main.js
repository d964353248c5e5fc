const path = require('path');
const { report, later } = require('./lib/report');
const { index } = require('./lib/store');
const { first, list } = require('./lib/quiet');

const data = path.join(__dirname, 'data');

async function main() {
  await index().then(({ title }) => {
    console.log(title, list(data), first(data));
  });
  for (const name of ['words.txt', 'missing.txt']) await report(name).then((line) => console.log(line));
  await new Promise((resolve) => later('words.txt', (count) => {
    console.log(`later: ${count}`);
    resolve();
  }));
}

main();
