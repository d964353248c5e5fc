// it waits for a function that it is handed
// expect: race-unknown-call
const fs = require('fs/promises');
let total = 0;
exports.add = async (file, convert) => {
  const before = total;
  total = before + (await convert(await fs.readFile(file, 'utf8')));
  return total;
};
Promise.all([exports.add('a.txt', async (text) => text.length), exports.add('b.txt', async () => 1)]).then((sums) => console.log(sums.length));
