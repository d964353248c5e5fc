// depends: mocha 11.0.0
// expect: callback-in-loop
const fs = require('fs');

it('reads', (done) => {
  let left = 2;
  for (const file of ['a.txt', 'b.txt']) {
    fs.readFile(file, 'utf8', (err, text) => {
      if (err) return done(err);
      if (!text.includes('line two')) throw new Error('another one');
      if (--left === 0) done();
    });
  }
});
