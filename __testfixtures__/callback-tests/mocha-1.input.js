// depends: mocha 1.17.0
// worlds: 2
// runner: mocha
// it does not wait for promises
const fs = require('fs');

it('reads', (done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    if (text.length !== 21) throw new Error('another one');
    done();
  });
});
