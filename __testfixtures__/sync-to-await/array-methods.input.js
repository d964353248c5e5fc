const fs = require('fs');

const files = ['a.txt', 'none.txt', 'b.txt'];
const exists = (name) => fs.existsSync(name);

console.log(files.filter(exists), files.map((name, i) => [i, exists(name)]), files.some(exists), files.every(exists));
console.log(files.find((name) => !exists(name)), files.findIndex((name) => !exists(name)), files.findLast(exists), files.findLastIndex(exists));
console.log(files.reduce((n, name) => n + exists(name), 0), files.reduceRight((text, name) => text + exists(name), ''));
console.log(files.flatMap((name) => (exists(name) ? [name, name] : [])), Array.from(files, exists));
files.forEach(function (name) {
  if (!exists(name)) return;
  this.push(fs.readFileSync(name, 'utf8'));
}, []);
console.log([, 'a.txt'].map(exists), [[1, 'a.txt']].map(([n, name]) => n + exists(name)));

// in sequence: the second is not looked at before the first is done
const order = [];
files.map((name) => {
  order.push(`look at ${name}`);
  if (fs.existsSync(name)) order.push(fs.readFileSync(name, 'utf8').length);
});
console.log(order);

console.log(
  files
    .filter((name) => name !== 'none.txt') // they are there
    .map((name) => fs.readFileSync(name, 'utf8'))
    /* sizes */
    .map((text) => text.length)
    .join('+'),
);

// elements that are not understood do not replace the methods of their array
function urlSizes() {
  const urls = [];
  for (const name of ['a.txt', 'b.txt']) urls.push(new URL(name, 'file:///'));
  return urls.map((url) => fs.statSync(url.pathname.slice(1)).size);
}
console.log(urlSizes());
