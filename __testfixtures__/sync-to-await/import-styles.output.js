const fs = require('fs');
const { promises: fsp } = require('node:fs');
const exists = require('fs').existsSync;
const { join } = require('path');

const read = fs.readFileSync;

async function neighbour() {
  return (await fsp.readFile('a.txt', 'utf8')) + await fs.promises.readFile('b.txt', 'utf8');
}

async function all(dir) {
  const inner = require('fs');
  const { size } = await inner.promises.stat(join(dir, 'a.txt'));
  return [
    await fs.promises.readFile('a.txt', 'utf8'),
    await fsp.readFile('b.txt', 'utf8'),
    (await fsp.stat('c.txt')).size,
    await fsp.access('none.txt').then(() => true, () => false),
    await fsp.access('a.txt').then(() => true, () => false),
    await fsp.readFile('c.txt', 'utf8'),
    (await require('node:fs').promises.readdir(dir)).includes('a.txt'),
    size,
  ];
}

async function main() {
console.log(await all('.'));
neighbour().then((text) => console.log(text));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
