// depends: jasmine 5.0.0
// expect: done-ignored
// done('text') lets a test pass
const fs = require('fs');

it('reads', (done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done('no text');
    expect(text.length).toBe(21);
    done();
  });
});
