// expect: promise-in-doubt
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  console.log(load(1).rejects);
}
main();
