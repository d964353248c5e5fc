// a default value that reads the state before the turn begins
// expect: race-form
const fs = require('fs/promises');
let total = 0;
async function add(file, { before = total } = {}) {
  total = before + (await fs.readFile(file, 'utf8')).length;
  if (total > 3) total = total - (await fs.stat(file)).size;
}
Promise.all([add('a.txt'), add('b.txt')]).then(() => console.log(typeof total));
