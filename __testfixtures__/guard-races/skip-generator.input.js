// a variable that holds an array at first and what is made one by one later
// expect: race-form
const fs = require('fs/promises');
let names = ['a.txt'];
function* more() {
  yield 'a.txt';
  yield 'b.txt';
}
async function sizes() {
  const found = [];
  for (const name of names) found.push((await fs.stat(name)).size > 0);
  return found.length;
}
const first = sizes();
names = more();
Promise.all([first, sizes()]).then((both) => console.log(both.join()));
