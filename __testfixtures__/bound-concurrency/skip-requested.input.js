// expect: bound-comment, bound-list, bound-loop-exit, bound-loop-form, bound-loop-mode, bound-loop-writes, bound-no-value
const { readFile } = require('fs/promises');

const read = (name) => readFile(`data/${name}`, 'utf8');

async function main(names) {
  const found = [];
  let total = 0;
  let last = '';
  // unblock: concurrency 2
  for (const name of names) await read(name);
  // unblock: concurrency 2, fail-fast or settle-all
  for (const name of names) await read(name);
  // unblock: concurrency some, fail-fast
  for (const name of names) await read(name);
  // unblock: concurrency 2, settle-all
  for (const name of names) found.push(await read(name));
  // unblock: concurrency 2, fail-fast
  for (const name of names) /* each */ await read(name);
  // unblock: concurrency 2, fail-fast
  for (let i = 0; i < names.length; i++) await read(names[i]);
  // unblock: concurrency 2, fail-fast
  for (const name of names) {
    const text = await read(name);
    if (text === 'text 1\n') break;
  }
  // unblock: concurrency 2, fail-fast
  for (const name of names) total += (await read(name)).length;
  // unblock: concurrency 2, fail-fast
  for (const name of names) {
    last = await read(last === '' ? name : '00.txt');
  }
  // unblock: concurrency 2, fail-fast
  for (const name of names) {
    const text = await read(name);
    found.push(text);
  }
  // unblock: concurrency 2, fail-fast
  for (const name of names) found.push(await read(names[found.length % 2]));
  const sizes = {};
  // unblock: concurrency 2, fail-fast
  for (const name of names) sizes[name] = (await read(name)).length;
  const queue = [...names];
  // unblock: concurrency 2, fail-fast
  for (const name of queue) {
    await read(name);
    if (queue.length < 4) queue.push(name);
  }
  const grown = [...names];
  const grow = (list) => list.length < 4 && list.push('00.txt');
  // unblock: concurrency 2, fail-fast
  for (const name of grown) {
    await read(name);
    grow(grown);
  }
  // unblock: concurrency 2, fail-fast
  for (const name of names) {
    const name = await read('00.txt');
    last += name;
  }
  // unblock: concurrency 2, fail-fast
  outer: for (const name of names) {
    for (const other of names) {
      if ((await read(other)) === (await read(name))) continue outer;
    }
  }
  console.log(found.length, total, last.trim(), Object.keys(sizes), queue, grown);
  // unblock: concurrency 2, fail-fast
  for (const name of names) {
    const text = await read(name);
    if (text !== '') return;
  }
}

main(['00.txt', '01.txt', '02.txt']);
