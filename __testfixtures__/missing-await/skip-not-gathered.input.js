// expect: promises-not-gathered
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  const users = await [1, 2].map(async (id) => load(id));
  console.log(users[0] instanceof Promise);
}
main();
