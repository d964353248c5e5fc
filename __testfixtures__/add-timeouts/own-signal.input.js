const { readFile } = require('fs/promises');
const { setTimeout: sleep } = require('timers/promises');

async function load(file, { signal } = {}) {
  return readFile(file, { encoding: 'utf8', signal });
}

const wait = async (task) => await sleep(5, 'slept', { signal: task.signal });

async function main() {
  const controller = new AbortController();
  console.log(await load('a.txt'), await load('b.txt', controller));
  console.log(await wait(controller));
  const waiting = wait(controller).catch((error) => error);
  controller.abort(new Error('enough'));
  const error = await waiting;
  console.log(error.name, error.code, error.cause.message);
  console.log((await load('a.txt', controller).catch((each) => each)).cause.message);
}

main();
