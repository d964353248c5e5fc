// expect: group-form
const { readFile } = require('fs/promises');

const read = (file) => readFile(file);

async function sizes(files) {
  const list = [];
  for (const file of files) list.push(readFile(file));
  const first = await Promise.all(list);
  const second = await Promise.all(files.map(read));
  const third = await Promise.all([...list, readFile('a.txt')]);
  const fourth = await Promise.all([readFile('a.txt')]);
  return first.length + second.length + third.length + fourth.length;
}

sizes(['a.txt', 'b.txt']).then((sum) => console.log(sum));
