// expect: generator
const fs = require('fs');

function* lines(file) {
  yield* fs.readFileSync(file, 'utf8').split('\n');
}
function* all(...files) {
  for (const file of files) yield* lines(file);
}

console.log([...all('a.txt', 'b.txt')]);
