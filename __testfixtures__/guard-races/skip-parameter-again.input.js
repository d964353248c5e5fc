// a var that repeats a parameter
// expect: race-form
const fs = require('fs/promises');
let last = '';
async function read(name) {
  const before = last;
  var name = name || 'a.txt';
  last = before + (await fs.readFile(name, 'utf8')).length;
  return last;
}
Promise.all([read(), read('b.txt')]).then((both) => console.log(both.length));
