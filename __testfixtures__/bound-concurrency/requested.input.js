const { mkdir, readFile, readdir, rm, writeFile } = require('fs/promises');
const path = require('path');

const fail = (name) => Promise.reject(new Error(`no ${name}`));
const copy = async (from, to) => writeFile(to, await readFile(from));

async function copied(names, to) {
  await mkdir(to, { recursive: true });
  // unblock: concurrency 3, fail-fast: each turn has a file of its own
  for (const name of names) await copy(path.join('data', name), path.join(to, name));
  return (await readdir(to)).join();
}

async function numbered(names, to) {
  // unblock: concurrency 2 settle-all
  for (const { name, number = 0 } of names) {
    if (number === 0) continue;
    for (const part of ['a', 'b']) {
      if (part === 'b' && number === 2) continue;
      await writeFile(path.join(to, `${name}-${part}`), String(number));
    }
    switch (number) {
      case 3:
        continue;
      case 4:
        break;
    }
    if (number > 90) await fail(name);
  }
  return (await readdir(to)).join();
}

async function pushed(names, read, found) {
  // unblock: concurrency 2, fail-fast
  for (const name of names) found.push(await read(name));
  return found;
}

async function all(given) {
  const to = 'out';
  console.log(await copied(given, to));
  console.log(await numbered([{ name: 'x', number: 1 }, { name: 'y', number: 2 }, { name: 'z' }, { name: 'v', number: 3 }, { name: 'w', number: 4 }], to));
  console.log(await numbered([{ name: 'x', number: 91 }, { name: 'y', number: 92 }], to).catch(({ message }) => message));
  console.log(await copied(['none'], to).catch(({ code }) => code));
  console.log(await pushed(given, (name) => readFile(path.join('data', name), 'utf8'), []));
  // what was pushed before the failure is there, nothing of what comes after it
  for (const at of given) {
    const found = [];
    const message = await pushed(given, async (name) => (name === at ? fail(name) : name), found).catch((error) => error.message);
    console.log(message, found);
  }
  // unblock: concurrency 8, fail-fast
  for (const name of await readdir(to)) {
    await rm(path.join(to, name));
  }
  console.log(await readdir(to));
}

process.on('unhandledRejection', () => console.log('unhandled'));
all(['00.txt', '01.txt', '02.txt', '03.txt']);
