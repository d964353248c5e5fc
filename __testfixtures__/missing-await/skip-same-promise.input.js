// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const assert = require('assert');
const running = load(1);
const again = () => running;
async function main() {
  assert.strictEqual(again(), running);
  assert.strictEqual(load(2) === load(2), false);
  console.log(await load(3) !== undefined, String(await running));
}
main();
