// expect: floating-promise, not-awaited
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const log = [];
async function first() {
  log.push(load(1).name);
  log.push('first');
}
async function main() {
  first();
  console.log(log.join());
}
main();
