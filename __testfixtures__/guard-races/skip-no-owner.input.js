// a variable that is declared with var, and functions without a name
// expect: race-form
const fs = require('fs/promises');
var total = 0;
exports.add = async (file) => {
  const before = total;
  total = before + (await fs.readFile(file, 'utf8')).length;
};
Promise.all([exports.add('a.txt'), exports.add('b.txt')]).then(() => console.log(total > 0));
