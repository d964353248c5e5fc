// prints: true | text
const fs = require('fs').promises;
const { readdir } = require('fs/promises');

async function main() {
  console.log((await readdir(__dirname)).includes('a.txt'));
  const text = await fs.readFile(`${__dirname}/a.txt`, 'utf8');
  console.log(text.length > 0 ? 'text' : 'no text');
}

main().catch((error) => console.log(error.message));
