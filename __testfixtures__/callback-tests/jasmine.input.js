// runner: jasmine
// depends: jasmine 5.0.0
const fs = require('fs');

function load(file, callback) {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, text.split('\n'));
  });
}

describe('files', () => {
  let lines;

  beforeEach(function (done) {
    load('b.txt', (err, found) => {
      if (err) return done.fail(err);
      lines = found;
      done();
    });
  });

  it('hands its error to done', (done) => {
    load('a.txt', (err, found) => {
      if (err) return done(err);
      expect(found[0]).toBe('a-text');
      expect(lines.length).toBe(3);
      done();
    });
  });

  it('fails', (done) => {
    fs.readFile('a.txt', 'utf8', (err, text) => {
      if (err) {
        done.fail('no text');
      } else if (text.length !== 21) {
        done.fail();
      } else {
        expect(text.endsWith('of a\n')).toBe(true);
        done();
      }
    });
  });

  // done('text') lets a test pass
  it('hands its done no error', (done) => {
    fs.readFile('a.txt', 'utf8', (err, text) => {
      if (err) return done('no text');
      expect(text.length).toBe(21);
      done();
    });
  });
});
