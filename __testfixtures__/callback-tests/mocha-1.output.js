// depends: mocha 1.17.0
// worlds: 2
// runner: mocha
// it does not wait for promises
const fs = require('fs');

it('reads', (done) => { (async () => {
  let text;
  try {
    text = await fs.promises.readFile('a.txt', 'utf8');
  } catch (err) {
    return done(err);
  }
  if (text.length !== 21) throw new Error('another one');
  done();
})().catch(done); });
