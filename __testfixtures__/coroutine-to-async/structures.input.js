// Arrays and objects of promises, and operands that bind less than await.
const co = require('co');

const load = async (id) => step('load', id);

exports.array = co.wrap(function* (id) {
  const [a, b, c] = yield [load(id), load('b'), 'c'];
  return [a, b, c];
});

exports.mapped = co.wrap(function* () {
  const texts = yield ['a', 'b'].map((id) => load(id));
  const ids = ['c', 'd'].filter(Boolean);
  return texts.concat(yield ids.map(load));
});

exports.object = co.wrap(function* (id) {
  const { user, orders: list } = yield { user: load(id), orders: load('orders') };
  const both = yield { user: load(user), n: 1, 'a key': load(list) };
  return both;
});

exports.loose = co.wrap(function* (id) {
  const one = yield id ? load(id) : load('none');
  const two = yield(load('two'));
  const three = yield[load('three')];
  return one + two + three;
});

exports.kept = co.wrap(function* (id) {
  const pending = load('later');
  const now = yield load(id);
  log(now);
  return yield pending;
});
