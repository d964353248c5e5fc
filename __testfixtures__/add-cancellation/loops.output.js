// cancel: main
const { access, readFile } = require('fs/promises');
const { setTimeout: sleep } = require('timers/promises');

async function exists(file) {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

async function until(file, rounds, { signal } = {}) {
  let round = 0;
  while (!(await exists(file)) && round < rounds) { signal?.throwIfAborted(); round++; }
  do { signal?.throwIfAborted(); await sleep(1, undefined, { signal }); } while (--round > 0);
  for (const each of [1, 2]) console.log(each, round);
  for (let i = 0; i < 2; i++) {
    signal?.throwIfAborted();
    // one after the other
    await sleep(1, undefined, { signal });
  }
  for await (const each of [Promise.resolve('x')]) { signal?.throwIfAborted(); }
  return round;
}

async function retried(file, { signal } = {}) {
  for (let left = 3; ; left--) {
    signal?.throwIfAborted();
    try {
      return await readFile(file, { encoding: 'utf8', signal });
    } catch (error) {
      signal?.throwIfAborted();
      console.log(error.code);
      if (left === 0) return undefined;
      await sleep(1, undefined, { signal });
    }
  }
}

async function quiet(file, { signal } = {}) {
  try { return (await readFile(file, { signal })).length; } catch { signal?.throwIfAborted(); }
}

async function main({ signal } = {}) {
  console.log(await until('gone.txt', 3, { signal }), await until('a.txt', 1, { signal }), await retried('gone.txt', { signal }), await quiet('gone.txt', { signal }), await quiet('a.txt', { signal }));
}

main();
