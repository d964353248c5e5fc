// a cache that returns early
// calls: sizeOf('/a.txt') | sizeOf('/a.txt')
const fs = require('fs');
const sizes = {};
let stats = 0;
function sizeOf(name) {
  if (sizes[name] !== undefined) return sizes[name];
  stats++;
  const { size } = fs.statSync(name);
  sizes[name] = size;
  return size;
}
module.exports = { sizeOf, state: () => [stats, Object.keys(sizes)] };
