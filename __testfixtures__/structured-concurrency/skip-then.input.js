// expect: group-not-awaited
const { readFile } = require('fs/promises');

function lengths(files) {
  return Promise.all(files.map((file) => readFile(file))).then((texts) => texts.map(({ length }) => length));
}

async function both() {
  const [a, b] = await lengths(['a.txt', 'b.txt']);
  return a > 0 && b > 0;
}

both().then((answer) => console.log(answer));
