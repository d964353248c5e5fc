// what it is handed may change the collection
// expect: race-unknown-change
const names = new Set(['a.txt']);
exports.add = (name) => { names.add(name); };
exports.visit = async (visitor) => {
  let count = 0;
  for (const name of names) {
    await visitor(name);
    count++;
  }
  return count;
};
exports.add('b.txt');
exports.visit(async (name) => name).then((count) => console.log(count));
