// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  const running = load(1);
  running.cancel = () => console.log('cancelled');
  running.cancel();
}
main();
