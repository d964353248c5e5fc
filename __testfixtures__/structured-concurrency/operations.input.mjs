import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const fails = async (signal) => {
  await sleep(1, undefined, { signal });
  throw new Error('broken');
};

async function both(a, b) {
  const [first, second] = await Promise.all([readFile(a, 'utf8'), readFile(b)]);
  return first.length + second.length;
}

async function late() {
  return Promise.all([sleep(20_000, 'slept'), fails()]);
}

console.log(await both('a.txt', 'b.txt') > 0, await both('a.txt', 'gone.txt').catch(({ code }) => code));
console.log(await late().catch(({ message }) => message));
process.exit();
