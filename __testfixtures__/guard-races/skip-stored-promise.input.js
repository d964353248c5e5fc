// a lock by hand: who holds it may wait for this turn
// expect: race-stuck
const fs = require('fs/promises');
let tail = Promise.resolve();
let count = 0;
const exclusive = (task) => {
  const result = tail.then(task);
  tail = result.catch(() => {});
  return result;
};
async function next(name) {
  const before = count;
  await exclusive(() => fs.stat(name));
  count = before + 1;
  return count;
}
Promise.all([next('a.txt'), next('b.txt')]).then((both) => console.log(both.length));
