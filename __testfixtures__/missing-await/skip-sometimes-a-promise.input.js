// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const cache = new Map([[1, { name: 'cached' }]]);
function find(id) {
  return cache.get(id) || load(id);
}
async function main() {
  console.log(find(1).name);
}
main();
