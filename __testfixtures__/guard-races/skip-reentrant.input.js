// a turn that would wait for itself
// expect: race-reentrant
const fs = require('fs/promises');
let depth = 0;
async function sizeOf(name, level = 0) {
  const now = depth;
  const { size } = await fs.stat(name);
  if (level < 2) await sizeOf(name, level + 1);
  depth = now + 1;
  return size + depth;
}
Promise.all([sizeOf('a.txt'), sizeOf('b.txt')]).then((sizes) => console.log(sizes.length, depth));
