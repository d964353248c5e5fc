// expect: bound-list, bound-loop-form, bound-loop-turn
const fs = require('fs/promises');
const path = require('path');

// each turn writes what the next one reads
async function chained() {
  const found = [];
  for (const name of ['00.txt', '01.txt', '02.txt']) {
    const text = await fs.readFile(path.join('data', name), 'utf8');
    found.push(text);
    await fs.writeFile(path.join('data', '02.txt'), `after ${name}`);
  }
  return found;
}

const write = (text) => require('fs').writeFileSync(path.join('data', '03.txt'), text);
const log = { set last(text) { write(text); } };
const sink = { push: (text) => write(text) };

async function byCalls() {
  const found = [];
  for (const name of ['01.txt', '03.txt']) found.push(write(await fs.readFile(path.join('data', name), 'utf8')));
  for (const name of ['02.txt', '03.txt']) log.last = await fs.readFile(path.join('data', name), 'utf8');
  for (const name of ['01.txt', '03.txt']) {
    const text = await fs.readFile(path.join('data', name), 'utf8');
    found.push(text);
    log.last = 'set';
  }
  for (const name of ['02.txt', '03.txt']) sink.push(await fs.readFile(path.join('data', name), 'utf8'));
  for (const name of ['01.txt', '03.txt']) {
    const lines = (await fs.readFile(path.join('data', name), 'utf8')).split('\n');
    found.push(lines.map(write).length);
    lines.forEach((line) => write(line));
  }
  for (const name of ['01.txt', '03.txt']) {
    const text = await fs.readFile(path.join('data', name), 'utf8');
    const [head] = { *[Symbol.iterator]() { write(text + text); } };
    found.push(head, text);
  }
  return found;
}

// a list that grows while it is read, and one that the caller holds
async function growing() {
  const queue = ['.'];
  const found = [];
  for (const dir of queue) {
    const entries = await fs.readdir(path.join('data', dir), { withFileTypes: true });
    found.push(entries.length);
  }
  for (const dir of queue) {
    const names = await fs.readdir(path.join('data', dir));
    if (queue.length < 3) queue.push(dir);
    found.push(names.length);
  }
  return found;
}

async function given(names) {
  const found = [];
  for (const name of names) found.push((await fs.readFile(path.join('data', name), 'utf8')).trim());
  return found;
}

(async () => {
  console.log(await chained());
  console.log(await byCalls());
  console.log(await growing());
  const names = ['00.txt'];
  const wait = given(names);
  names.push('01.txt');
  console.log(await wait);
})();
