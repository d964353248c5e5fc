// numbers that must differ
// calls: register('x') | register('y')
const fs = require('fs');
let last = 0;
function register(name) {
  const id = last + 1;
  fs.appendFileSync(`/log-${name}.txt`, `${id}\n`);
  last = id;
  return id;
}
module.exports = { register, state: () => last };
