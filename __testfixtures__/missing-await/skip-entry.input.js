// expect: nothing
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
const save = async (entry) => {
  await null;
  entry.saved = true;
};
function start() {
  save({});
}
start();
