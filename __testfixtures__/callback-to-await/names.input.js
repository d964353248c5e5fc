// the same names again and again, and functions that see them
const fs = require('fs');

function main(data) {
  fs.readFile('a.txt', 'utf8', (err, data) => {
    if (err) throw err;
    const later = () => data.length;
    fs.readFile('b.txt', 'utf8', (err, data) => {
      if (err) throw err;
      {
        const err = 'none';
        console.log(err);
      }
      console.log(later() === data.length);
    });
  });
  console.log(data);
}

main('data');
