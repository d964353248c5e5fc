// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
save({});
if (require.main === module) save({});
