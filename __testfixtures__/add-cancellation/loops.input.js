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

async function until(file, rounds) {
  let round = 0;
  while (!(await exists(file)) && round < rounds) round++;
  do { await sleep(1); } while (--round > 0);
  for (const each of [1, 2]) console.log(each, round);
  for (let i = 0; i < 2; i++) {
    // one after the other
    await sleep(1);
  }
  for await (const each of [Promise.resolve('x')]) {}
  return round;
}

async function retried(file) {
  for (let left = 3; ; left--) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      console.log(error.code);
      if (left === 0) return undefined;
      await sleep(1);
    }
  }
}

async function quiet(file) {
  try { return (await readFile(file)).length; } catch { }
}

async function main() {
  console.log(await until('gone.txt', 3), await until('a.txt', 1), await retried('gone.txt'), await quiet('gone.txt'), await quiet('a.txt'));
}

main();
