// depends: jasmine ~2.99.0
// worlds: 2
// runner: jasmine
// done(error) lets a test of jasmine 2 pass, and a promise that is rejected does not
const fs = require('fs');

it('reads', (done) => { (async () => {
  let text;
  try {
    text = await fs.promises.readFile('a.txt', 'utf8');
  } catch (err) {
    return done(err);
  }
  expect(text.length).toBe(21);
  done();
})().catch(done.fail); });
