// depends: jest 29.0.0
// transforms: sync-to-await
// expect: done-callback
// the last parameter may be a value of the table, or done
const fs = require('fs');

it.each([['a.txt', 21]])('reads %s', (file, size, done) => {
  expect(fs.readFileSync(file, 'utf8').length).toBe(size);
  done();
});
