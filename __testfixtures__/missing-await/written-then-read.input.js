// prints: gone
const fs = require('fs');
const { rm, writeFile } = require('fs/promises');

async function main() {
  const file = `${__dirname}/old.txt`;
  await writeFile(file, 'old');
  rm(file);
  console.log(fs.existsSync(file) ? 'still there' : 'gone');
}

main();
