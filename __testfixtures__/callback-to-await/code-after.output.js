// what comes after the call runs before its result
const fs = require('fs');

let state = 'new';

async function main() {
  const pending = fs.promises.readFile('a.txt', 'utf8');
  // meanwhile
  state = 'reading';
  const text = await pending;
  console.log(state, text.length);
}

main();
console.log(state);
