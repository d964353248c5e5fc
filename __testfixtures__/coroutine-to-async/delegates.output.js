// Generators that only coroutines run become async functions with them; real iterators stay.

const load = async (id) => step('load', id);

async function pair(id) {
  const one = await load(id);
  const two = await single('two');
  return [one, two];
}

async function single(id) {
  return await load(id);
}

function* numbers() {
  yield 1;
  yield 2;
}

exports.pair = async function (id) {
  const found = await pair(id);
  const again = await pair('again');
  for (const n of numbers()) log(n);
  const [plain, one, two] = await Promise.all([load('plain'), single('one'), single(id)]);
  const [three] = await Promise.all([single('three')]);
  log(plain, one, two, three);
  return found.concat(again);
};
