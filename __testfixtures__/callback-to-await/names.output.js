// the same names again and again, and functions that see them
const fs = require('fs');

async function main(data) {
  const pending = fs.promises.readFile('a.txt', 'utf8');
  console.log(data);
  const data1 = await pending;
  const later = () => data1.length;
  const data2 = await fs.promises.readFile('b.txt', 'utf8');
  {
    const err = 'none';
    console.log(err);
  }
  console.log(later() === data2.length);
}

main('data');
