// state in a closure, and a function without a name
// calls: one.next(1) | one.next(2)
const fs = require('fs');
function counter(file) {
  let count = 0;
  return {
    next: (step) => {
      const now = count;
      fs.appendFileSync(file, `${now}\n`);
      count = now + step;
      return count;
    },
  };
}
const one = counter('/one.txt');
module.exports = { one };
