// depends: mocha 11.0.0
// expect: callback-in-try
const fs = require('fs');

it('reads', (done) => {
  try {
    fs.readFile('a.txt', 'utf8', (err, text) => {
      if (err) return done(err);
      if (text.length !== 21) throw new Error('another one');
      done();
    });
  } catch (error) {
    done(error);
  }
});
