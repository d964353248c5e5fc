// depends: jasmine ~2.99.0
// expect: done-ignored
// done(error) lets a test of jasmine 2 pass
const fs = require('fs');

it('reads', (done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    expect(text.length).toBe(21);
    done();
  });
});
