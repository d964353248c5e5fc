// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  const names = await [1, 2].reduce(async (before, id) => [...(await before), (await load(id)).name], []);
  console.log(names.join());
}
main();
