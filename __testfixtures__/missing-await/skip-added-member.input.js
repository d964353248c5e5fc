// expect: promise-in-doubt
Object.defineProperty(Promise.prototype, 'size', { get: () => 7 });
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  console.log(load(1).size);
}
main();
