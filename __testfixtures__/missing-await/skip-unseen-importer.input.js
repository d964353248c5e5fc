// expect: unseen-importer
// policy: keep
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
function title(id) {
  return load(id).name;
}
module.exports = { title };
console.log(title(1));
