// depends: mocha 11.0.0
// expect: callback-code-after
// what comes after the call may fail before there is a result
const fs = require('fs');

it('reads', (done) => {
  let text;
  fs.readFile('a.txt', 'utf8', (err, found) => {
    if (err) return done(err);
    text = found;
    done();
  });
  JSON.parse(fs.readFileSync('b.json', 'utf8'));
});
