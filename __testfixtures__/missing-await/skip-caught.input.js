// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
async function main() {
  save({}).catch(() => {});
  save({}).then(() => {}, () => {});
  save({}).then(() => {}).catch(console.error).finally(() => {});
  void save({});
}
main();
