// depends: vitest ^3.0.0
// expect: done-callback
const fs = require('fs');

it('reads', (done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    expect(text.length).toBe(21);
    done();
  });
});
