// expect: bound-not-awaited
const fs = require('fs');

let begun = 0;
function start(files) {
  // what follows sees that all have begun
  const all = Promise.all(files.map(async (file) => {
    begun++;
    return (await fs.promises.readFile(file)).length;
  }));
  console.log(begun);
  return all;
}
start(fs.readdirSync('data').map((name) => 'data/' + name)).then((all) => console.log(all.length));
