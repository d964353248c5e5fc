const os = require('os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const PAUSE = 10;
const options = { delay: 5 };

const second = () => sleep(20);

const named = () => sleep(PAUSE * 2, 'named');

function passed() {
  return sleep(5, 'passed');
}

async function backoff(attempt) {
  await sleep(options.delay * 2 ** 2);
  await sleep(Math.min(attempt * 5, 20));
  await sleep();
  return await Promise.race([second(), sleep(5000 / 100, 'late')]);
}

async function main() {
  const order = [];
  const timers = [named(), passed(), second()].map((timer) => timer.then((value) => order.push(value)));
  setTimeout(() => order.push('timer'), 12);
  await Promise.all(timers);
  console.log(order.map(String).sort().join(), os.EOL.length > 0, path.sep);
  console.log(await backoff(2), await second());
}

main();
