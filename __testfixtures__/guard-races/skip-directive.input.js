// somebody knows better
// expect: directive
const fs = require('fs/promises');
let total = 0;
// unblock: ignore-next-line, the last one counts
async function add(file) {
  const before = total;
  total = before + (await fs.readFile(file, 'utf8')).length;
}
Promise.all([add('a.txt'), add('b.txt')]).then(() => console.log(total > 0));
