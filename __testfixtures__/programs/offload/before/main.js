const { slowHash, TooShort } = require('./lib/hash.js');
const { crc32 } = require('./lib/crc.js');
const sorted = require('./lib/sorted.js');
const { normalise } = require('./lib/normal.js');
const { setFactor, scaled } = require('./lib/factor.js');
const { modeOf } = require('./lib/mode.js');
const { shapeOf } = require('./lib/shape.js');
const { greet } = require('./lib/greeting.js');
const { visitAll } = require('./lib/visit.js');
const { Point, lengthOf, originOf } = require('./lib/point.js');
const quiet = require('./lib/quiet.js');
const { collect } = require('./lib/changed.js');
const { later } = require('./lib/later.js');
const { callHidden } = require('./lib/hidden.js');
const { loadAnd } = require('./lib/dynamic.js');
const { report } = require('./lib/self.js');

function hashes(text) {
  try {
    const { value, bytes } = slowHash(text);
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

function shapes() {
  const { url, date, map } = shapeOf('http://localhost/path');
  return [url.pathname, date.getTime(), map.get(1), lengthOf(new Point(3, 4)), originOf() instanceof Point].join();
}

function arguments_() {
  const list = [3, 1, 2];
  sorted.sortInPlace(list);
  const words = ['a', 'b'];
  const target = {};
  const size = collect([['a', 1], ['b', 2]], target);
  return [list.join(), normalise(words) === words, normalise([' a ']).join(), visitAll([1, 2], (n) => n * 2).join(), size, Object.keys(target).join()].join(';');
}

function others() {
  return [greet('you'), quiet.addUp([1, 2, 3]), crc32(Buffer.from('hello')).toString(16), callHidden(1), loadAnd('add'), report(4)].join(';');
}

function main() {
  for (const text of ['hello', 'x']) console.log(hashes(text));
  console.log(states());
  console.log(shapes());
  console.log(arguments_());
  console.log(others());
  later(1).then((n) => console.log(n));
}

main();
