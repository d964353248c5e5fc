const fs = require('fs');

async function report() {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  console.log(text);
  setImmediate(async function () {
    console.log('immediate', (await fs.promises.stat('c.txt')).size);
    fs.stat('none.txt', async (error) => {
      console.log(error.code, await fs.promises.access('none.txt').then(() => true, () => false));
      setTimeout(count, 1);
    });
  });
}
setTimeout(report, 1);

// what a callback makes itself, and what it changed before, may wait
let started = 0;
async function count() {
  started++;
  const lines = (await fs.promises.readFile('b.txt', 'utf8')).split('\n');
  const found = { names: [] };
  found.names.push(...lines.sort());
  lines.map((line) => line.length).reverse();
  console.log(describe(found));
}
function describe({ names }) {
  const parts = [];
  for (const name of names) parts.push(name);
  return new Report(parts).text;
}
function Report(parts) {
  this.text = parts.join('|');
}
