// depends: mocha 11.0.0
// expect: done-callback
// one function is two tests
const fs = require('fs');

function reads(done) {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    require('assert').strictEqual(text.length, 21);
    done();
  });
}

it('reads', reads);
it('reads again', reads);
