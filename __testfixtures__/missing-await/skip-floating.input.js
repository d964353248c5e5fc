// expect: floating-promise
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
async function main() {
  save({});
  const unused = save({});
  console.log('done');
}
main();
