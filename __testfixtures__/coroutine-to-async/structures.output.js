// Arrays and objects of promises, and operands that bind less than await.

const load = async (id) => step('load', id);

exports.array = async function (id) {
  const [a, b, c] = await Promise.all([load(id), load('b'), 'c']);
  return [a, b, c];
};

exports.mapped = async function () {
  const texts = await Promise.all(['a', 'b'].map((id) => load(id)));
  const ids = ['c', 'd'].filter(Boolean);
  return texts.concat(await Promise.all(ids.map(load)));
};

exports.object = async function (id) {
  const [user, list] = await Promise.all([load(id), load('orders')]);
  const both = Object.fromEntries(await Promise.all(Object.entries({ user: load(user), n: 1, 'a key': load(list) }).map(async ([key, value]) => [key, await value])));
  return both;
};

exports.loose = async function (id) {
  const one = await (id ? load(id) : load('none'));
  const two = await (load('two'));
  const three = await Promise.all([load('three')]);
  return one + two + three;
};

exports.kept = async function (id) {
  const pending = load('later');
  const now = await load(id);
  log(now);
  return await pending;
};
