// a turn that ends only when another call comes
// expect: race-stuck
const waiting = [];
let seen = 0;
const meet = async () => {
  const before = seen;
  if (waiting.length === 0) await new Promise((resolve) => waiting.push(resolve));
  else waiting.pop()();
  seen = before + 1;
  return seen;
};
Promise.all([meet(), meet()]).then((both) => console.log(both.join()));
