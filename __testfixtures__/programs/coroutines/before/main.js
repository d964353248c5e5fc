const { report, failing } = require('./lib/report');

async function main() {
  await report('package.json').then((line) => console.log(line));
  console.log(await failing());
}

main();
