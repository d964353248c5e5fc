const fs = require('fs');

function report() {
  const text = fs.readFileSync('a.txt', 'utf8');
  console.log(text);
  setImmediate(function () {
    console.log('immediate', fs.statSync('c.txt').size);
    fs.stat('none.txt', (error) => {
      console.log(error.code, fs.existsSync('none.txt'));
      setTimeout(count, 1);
    });
  });
}
setTimeout(report, 1);

// what a callback makes itself, and what it changed before, may wait
let started = 0;
function count() {
  started++;
  const lines = fs.readFileSync('b.txt', 'utf8').split('\n');
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
