// expect: async-callback
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  const even = [1, 2, 3].filter(async (id) => (await load(id)).id % 2 === 0);
  console.log(even.length);
  [1].forEach(async (id) => console.log((await load(id)).name));
}
main();
