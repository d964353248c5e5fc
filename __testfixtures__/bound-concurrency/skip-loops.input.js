// expect: bound-loop-arguments, bound-loop-form, bound-loop-leaves, directive
const fs = require('fs/promises');
const path = require('path');

async function main(dir) {
  const names = ['00.txt', '01.txt', '02.txt'];
  const found = [];
  for (let i = 0; i < names.length; i++) found.push(await fs.readFile(path.join(dir, names[i]), 'utf8'));
  for (const name in { '00.txt': 0 }) found.push(await fs.readFile(path.join(dir, name), 'utf8'));
  let rest = 2;
  while (rest-- > 0) found.push(await fs.readFile(path.join(dir, `0${rest}.txt`), 'utf8'));
  for await (const name of names) found.push(await fs.readFile(path.join(dir, name), 'utf8'));
  let last;
  for (last of names) found.push(await fs.readFile(path.join(dir, '00.txt'), 'utf8'));
  // what is not always read would be read for nothing
  for (const name of names) if (name !== last) found.push(await fs.readFile(path.join(dir, name), 'utf8'));
  for (const name of names) {
    if (name === '01.txt') continue;
    found.push(await fs.readFile(path.join(dir, name), 'utf8'));
  }
  // so would what comes after the one that is looked for
  for (const name of names) {
    const text = await fs.readFile(path.join(dir, name), 'utf8');
    if (text === 'text 1\n') break;
    found.push(text);
  }
  const first = async () => {
    for (const name of names) if ((await fs.stat(path.join(dir, name))).isFile()) return name;
  };
  // the path is another one in the next turn
  let next = '00.txt';
  for (const name of names) {
    found.push(await fs.readFile(path.join(dir, next), 'utf8'));
    next = name;
  }
  // a handle goes on where the last read ended
  const handle = await fs.open(path.join(dir, '00.txt'));
  for (const size of [1, 2]) found.push(await fs.readFile(handle, 'utf8'), size);
  for (const name of names) {
    const given = await fs.readFile(path.join(dir, names.find((each) => each === name)), 'utf8');
    found.push(given);
  }
  await handle.close();
  // unblock: ignore-next-line
  for (const name of names) found.push(await fs.readFile(path.join(dir, name), 'utf8'));
  console.log(found, await first());
}

main('data');
