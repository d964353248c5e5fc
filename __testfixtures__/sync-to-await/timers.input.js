const fs = require('fs');

function report() {
  const text = fs.readFileSync('a.txt', 'utf8');
  console.log(text);
  setImmediate(function () {
    console.log('immediate', fs.statSync('c.txt').size);
    fs.stat('none.txt', (error) => {
      console.log(error.code, fs.existsSync('none.txt'));
    });
  });
}
setTimeout(report, 1);
