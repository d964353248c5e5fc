// expect: floating-promise
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
async function main() {
  try {
    save({});
  } catch (error) {
    console.log(error.message);
  }
}
main();
