// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const wait = async (promise) => console.log((await promise).name);
async function main() {
  const running = load(1);
  if (running.id) console.log('never');
  await wait(running);
}
main();
