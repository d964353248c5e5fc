// expect: bound-small
const fs = require('fs');

const FILES = ['data/00.txt', 'data/01.txt'];
const read = async () => {
  console.log((await Promise.all(FILES.map(async (file) => (await fs.promises.readFile(file)).length))).join());
  console.log((await Promise.all(['data/02.txt', 'data/03.txt'].map((file) => fs.promises.readFile(file)))).length);
};
read();
