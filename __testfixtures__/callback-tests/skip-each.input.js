// depends: jest 29.0.0
// expect: done-callback
// done is the last parameter, after those of the table
const fs = require('fs');

it.each([['a.txt', 21]])('reads %s', (file, size, done) => {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) return done(err);
    expect(text.length).toBe(size);
    done();
  });
});
