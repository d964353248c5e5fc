// a set that others add to while it is walked through
// calls: sizes() | watch('/c.txt') | forget('/b.txt')
const fs = require('fs');
const watched = new Set(['/a.txt', '/b.txt']);
async function sizes() {
  const found = [];
  for (const name of [...watched]) {
    found.push((await fs.promises.stat(name)).size);
  }
  return found;
}
function watch(name) {
  watched.add(name);
}
function forget(name) {
  watched.delete(name);
}
module.exports = { sizes, watch, forget, state: () => [...watched].join() };
