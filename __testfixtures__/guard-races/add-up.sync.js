// a sum whose old value is read before the wait
// calls: add('/a.txt') | add('/b.txt')
const fs = require('fs');
let total = 0;
function add(file) {
  total = total + fs.readFileSync(file, 'utf8').length;
  return total;
}
module.exports = { add, state: () => total };
