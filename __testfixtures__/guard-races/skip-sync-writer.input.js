// another function changes the state in one step
// expect: race-writer
const fs = require('fs/promises');
let total = 0;
async function add(file) {
  const before = total;
  const { size } = await fs.stat(file);
  total = before + size;
}
function reset() {
  total = 0;
}
process.on('SIGUSR2', reset);
Promise.all([add('a.txt'), add('b.txt')]).then(() => console.log(total > 0));
