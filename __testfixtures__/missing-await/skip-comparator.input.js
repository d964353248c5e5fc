// expect: comparator
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
console.log([2, 1].sort((a, b) => load(a).id - load(b).id).length);
