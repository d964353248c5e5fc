// expect: directive
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  // unblock: ignore-next-line
  console.log(load(1).name);
}
main();
