const fs = require('fs');
const path = require('path');

const started = [];

async function main() {
  const names = fs.readdirSync('data').sort();
  names.splice(6, 0, undefined);
  try {
    await Promise.all(names.map((name) => {
      const file = path.join('data', name);
      started.push(file);
      return fs.promises.readFile(file);
    }));
  } catch (error) {
    console.log(error.code);
  }
  // what throws before there is a promise ends it: later ones are not begun
  await fs.promises.readdir('data');
  console.log(started.join(' '));
}
main();
