// a work list that grows
// expect: race-own-change
const fs = require('fs/promises');
const found = ['a.txt'];
async function walk() {
  for (const name of found) {
    await fs.stat(name);
    if (found.length < 3) found.push('b.txt');
  }
  return found.length;
}
Promise.all([walk(), walk()]).then((both) => console.log(both.join()));
