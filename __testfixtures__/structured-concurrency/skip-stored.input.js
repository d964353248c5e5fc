// expect: group-no-signal
const { readFile } = require('fs/promises');

// they were begun before, and somebody else may wait for them
async function both() {
  const first = readFile('a.txt', 'utf8');
  const second = readFile('b.txt', 'utf8');
  const texts = await Promise.all([first, second]);
  return texts.length + (await first).length;
}

both().then((length) => console.log(length));
