// Generators that only coroutines run become async functions with them; real iterators stay.
const co = require('co');

const load = async (id) => step('load', id);

function* pair(id) {
  const one = yield load(id);
  const two = yield* single('two');
  return [one, two];
}

function *single(id) {
  return yield load(id);
}

function* numbers() {
  yield 1;
  yield 2;
}

exports.pair = co.wrap(function* (id) {
  const found = yield* pair(id);
  const again = yield pair('again');
  for (const n of numbers()) log(n);
  const [plain, one, two] = yield [load('plain'), single('one'), single(id)];
  const { three } = yield { three: single('three') };
  log(plain, one, two, three);
  return found.concat(again);
});
