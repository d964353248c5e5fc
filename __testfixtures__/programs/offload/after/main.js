const { TooShort } = require('./lib/hash.js');
const sorted = require('./lib/sorted.js');
const { setFactor, scaled } = require('./lib/factor.js');
const { modeOf } = require('./lib/mode.js');
const { greet } = require('./lib/greeting.js');
const { visitAll } = require('./lib/visit.js');
const { Point, lengthOf, originOf } = require('./lib/point.js');
const quiet = require('./lib/quiet.js');
const { later } = require('./lib/later.js');
const { loadAnd } = require('./lib/dynamic.js');
const { report } = require('./lib/self.js');
const { slowHashInWorker, shapeOfInWorker, collectInWorker, normaliseInWorker, addUpInWorker, crc32InWorker, callHiddenInWorker } = require('./lib/offload/index.js');

async function hashes(text) {
  try {
    const { value, bytes } = await slowHashInWorker(text);
    return `${text} ${value} ${Buffer.isBuffer(bytes)} ${bytes.length}`;
  } catch (error) {
    return `${error.name} ${error.constructor.name} ${error instanceof TooShort} ${error.code} ${error.text} ${error.message} ${Object.keys(error)} ${error.stack.split('\n')[0]}`;
  }
}

function states() {
  setFactor(5);
  const length = modeOf('production');
  return [scaled(4), length, process.env.MODE].join();
}

async function shapes() {
  const { url, date, map } = await shapeOfInWorker('http://localhost/path');
  return [url.pathname, date.getTime(), map.get(1), lengthOf(new Point(3, 4)), originOf() instanceof Point].join();
}

async function arguments_() {
  const list = [3, 1, 2];
  sorted.sortInPlace(list);
  const words = ['a', 'b'];
  const target = {};
  const size = await collectInWorker([['a', 1], ['b', 2]], target);
  return [list.join(), await normaliseInWorker(words) === words, (await normaliseInWorker([' a '])).join(), visitAll([1, 2], (n) => n * 2).join(), size, Object.keys(target).join()].join(';');
}

async function others() {
  return [greet('you'), await addUpInWorker([1, 2, 3]), (await crc32InWorker(Buffer.from('hello'))).toString(16), await callHiddenInWorker(1), loadAnd('add'), await report(4)].join(';');
}

async function main() {
  for (const text of ['hello', 'x']) console.log(await hashes(text));
  console.log(states());
  console.log(await shapes());
  console.log(await arguments_());
  console.log(await others());
  later(1).then((n) => console.log(n));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
