// expect: bound-comment, directive
const fs = require('fs/promises');
const path = require('path');

async function main(dir) {
  const a = await fs.readFile(path.join(dir, '00.txt'), 'utf8');
  // what this says is about the second one
  const b = await fs.readFile(path.join(dir, '01.txt'), 'utf8');
  console.log('two');
  // unblock: ignore-next-line
  const c = await fs.stat(path.join(dir, '00.txt'));
  const d = await fs.stat(path.join(dir, '01.txt'));

  // the second one uses what the first one gave
  const names = await fs.readdir(path.join(dir));
  const last = await fs.readFile(path.join(dir, names[0]), 'utf8');
  console.log(a.length, b.length, c.size, d.size, last.length);

  // a handle goes on where the last read ended
  const handle = await fs.open(path.join(dir, '00.txt'));
  const all = await fs.readFile(handle, 'utf8');
  const none = await fs.readFile(handle, 'utf8');
  await handle.close();
  console.log(all.length, none.length);

  // the path is another one after the first read
  let file = path.join(dir, '00.txt');
  const change = Promise.resolve().then(() => { file = path.join(dir, '10.txt'); });
  const before = await fs.readFile(path.join(dir, '00.txt'), 'utf8');
  const after = await fs.readFile(file, 'utf8');
  await change;
  console.log(before.trim(), after.trim());

  // one changes what the other reads
  const written = await fs.writeFile(path.join(dir, 'new'), 'text');
  const read = await fs.readFile(path.join(dir, 'new'), 'utf8');
  console.log(written, read);
}

main('data');
