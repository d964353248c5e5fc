const { mkdir, readFile, readdir, rm, writeFile } = require('fs/promises');
const path = require('path');

const fail = (name) => Promise.reject(new Error(`no ${name}`));
const copy = async (from, to) => writeFile(to, await readFile(from));

async function copied(names, to) {
  await mkdir(to, { recursive: true });
  // unblock: concurrency 3, fail-fast: each turn has a file of its own
  await eachFailFast(3, names, async (name) => await copy(path.join('data', name), path.join(to, name)));
  return (await readdir(to)).join();
}

async function numbered(names, to) {
  // unblock: concurrency 2 settle-all
  await eachSettleAll(2, names, async ({ name, number = 0 }) => {
    if (number === 0) return;
    for (const part of ['a', 'b']) {
      if (part === 'b' && number === 2) continue;
      await writeFile(path.join(to, `${name}-${part}`), String(number));
    }
    switch (number) {
      case 3:
        return;
      case 4:
        break;
    }
    if (number > 90) await fail(name);
  });
  return (await readdir(to)).join();
}

async function pushed(names, read, found) {
  // unblock: concurrency 2, fail-fast
  for (const [, next] of ahead(2, names, (name) => read(name))) found.push(await next());
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
  await eachFailFast(8, await readdir(to), async (name) => {
    await rm(path.join(to, name));
  });
  console.log(await readdir(to));
}

process.on('unhandledRejection', () => console.log('unhandled'));
all(['00.txt', '01.txt', '02.txt', '03.txt']);

// Calls f for the elements of a list in their order, no more than so many at a time. When one fails, it rejects at once, and nothing more is begun.
async function eachFailFast(concurrency, list, f) {
  const rest = (function* () {
    yield* list;
  })();
  const work = async () => {
    for (const each of rest) await f(each);
  };
  const workers = [];
  while (workers.length < concurrency) workers.push(work());
  await Promise.all(workers);
}

// Calls f for all elements of a list in their order, no more than so many at a time. When all have ended, it throws the error of the first one in the list that failed.
async function eachSettleAll(concurrency, list, f) {
  const rest = (function* () {
    yield* list;
  })();
  const failures = [];
  let begun = 0;
  const work = async () => {
    for (const each of rest) {
      const at = begun++;
      try {
        await f(each);
      } catch (error) {
        failures.push({ at, error });
      }
    }
  };
  const workers = [];
  while (workers.length < concurrency) workers.push(work());
  const ended = await Promise.allSettled(workers);
  const [first] = failures.sort((a, b) => a.at - b.at);
  if (first) throw first.error;
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

// The elements of a list, each with a function that gives the promise of f for it: f is called for so many of them before the loop comes to them.
function* ahead(concurrency, list, f) {
  const begun = [];
  for (const each of list) {
    const result = (async () => f(each))();
    // one that fails before its turn comes is no unhandled rejection
    result.catch(() => {});
    begun.push([each, () => result]);
    if (begun.length === concurrency) yield begun.shift();
  }
  yield* begun;
}
