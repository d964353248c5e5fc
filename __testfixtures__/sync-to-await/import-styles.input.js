const fs = require('fs');
const { readFileSync, statSync: stat, promises: fsp } = require('node:fs');
const { existsSync } = require('fs');
const exists = require('fs').existsSync;
const { join } = require('path');

const read = fs.readFileSync;

async function neighbour() {
  return (await fsp.readFile('a.txt', 'utf8')) + fs.readFileSync('b.txt', 'utf8');
}

function all(dir) {
  const inner = require('fs');
  const { size } = inner.statSync(join(dir, 'a.txt'));
  return [
    fs.readFileSync('a.txt', 'utf8'),
    readFileSync('b.txt', 'utf8'),
    stat('c.txt').size,
    existsSync('none.txt'),
    exists('a.txt'),
    read('c.txt', 'utf8'),
    require('node:fs').readdirSync(dir).includes('a.txt'),
    size,
  ];
}

console.log(all('.'));
neighbour().then((text) => console.log(text));
