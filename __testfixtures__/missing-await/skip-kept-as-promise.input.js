// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  const running = load(1);
  if (running) console.log('started');
  console.log((await running).name);
  const both = load(2);
  console.log((await Promise.all([both]))[0].id, typeof both, both instanceof Promise);
}
main();
