// expect: bound-waits
const fs = require('fs');

// elements are promises that somebody else settles
let settle;
const elements = [new Promise((resolve) => { settle = resolve; }), Promise.resolve('data/00.txt'), Promise.resolve('data/01.txt'), 'data/02.txt', 'data/03.txt', 'data/04.txt'];

async function read() {
  const all = await Promise.all(elements.slice().map(async (element, index) => {
    if (index === 5) settle('data/05.txt');
    const file = await element;
    return (await fs.promises.readFile(file, 'utf8')).trim();
  }));
  console.log(all.join());
}
read();
