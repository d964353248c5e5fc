const { report, failing } = require('./lib/report');

async function main() {
  const line = await report('package.json');
  console.log(line);
  console.log(await failing());
}

main();
