const fs = require('fs');

let text;
const seen = { size: 0 };
async function later() {
  await null;
  seen.size = (await fs.promises.stat('a.txt')).size;
  console.log('later', seen.size);
}
async function main() {
  text = await fs.promises.readFile('a.txt', 'utf8');
  console.log(text, await Promise.all(['b.txt', 'c.txt'].map(async (name) => await fs.promises.readFile(name, 'utf8'))));
  await later();
}

// nothing runs after it that could miss what it does
if (require.main === module) {
  main().catch((error) => console.log(error));
}
