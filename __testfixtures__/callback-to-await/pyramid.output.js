// calls one inside of the other
const fs = require('fs');

async function both(first, second) {
  const a = await fs.promises.readFile(first, 'utf8');

  // the second one only after the first
  const b = await fs.promises.readFile(second, 'utf8');
  return a.length + b.length;
}

async function main() {
  const stats = await fs.promises.stat('a.txt');
  let err = null;
  let sum;
  try {
    sum = await both('a.txt', 'b.txt');
  } catch (error) {
    err = error;
  }
  console.log(err, sum === stats.size * 2);
  let err1 = null;
  try {
    await both('a.txt', 'missing.txt');
  } catch (error1) {
    err1 = error1;
  }
  console.log(err1.code);
}

main();
