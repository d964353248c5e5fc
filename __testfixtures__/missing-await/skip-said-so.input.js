// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
async function main() {
  // fire and forget
  save({});
  save({}); // no need to wait
  /* in the background */
  save({});
}
main();
