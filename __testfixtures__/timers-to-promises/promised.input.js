const os = require('os');
const path = require('node:path');

const PAUSE = 10;
const options = { delay: 5 };

const second = () => new Promise((resolve) => setTimeout(resolve, 20));

const named = () => new Promise((resolve) => {
  setTimeout(() => resolve('named'), PAUSE * 2);
});

function passed() {
  return new Promise(function (resolve, reject) { setTimeout(resolve, 5, 'passed'); });
}

async function backoff(attempt) {
  await new Promise((r) => setTimeout(r, options.delay * 2 ** 2));
  await new Promise((r) => setTimeout(r, Math.min(attempt * 5, 20)));
  await new Promise((r) => { setTimeout(() => { r(); }); });
  return await Promise.race([second(), new Promise((resolve) => setTimeout(() => resolve('late'), 5000 / 100))]);
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
