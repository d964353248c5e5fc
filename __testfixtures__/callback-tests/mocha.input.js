// runner: mocha
// depends: mocha 11.0.0
const assert = require('assert');
const fs = require('fs');

function load(file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    callback(null, text.split('\n'));
  });
}

describe('files', function () {
  before(function (done) {
    fs.mkdir('made', done);
  });

  after((done) => { fs.rmdir('made', done); });

  it('hands its error to done', function (done) {
    load('a.txt', function (err, lines) {
      if (err) return done(err);
      assert.strictEqual(lines[0], 'a-text');
      done();
    });
  });

  it('throws', function (done) {
    fs.stat('a.txt', (err, stats) => {
      if (err) throw err;
      // a byte is a byte
      assert.strictEqual(stats.size, 21);
      fs.readFile('a.txt', (err, bytes) => {
        assert.ifError(err);
        assert.strictEqual(bytes.length, stats.size);
        done();
      });
    });
  });

  it('looks at what failed', function (done) {
    fs.readFile('nowhere.txt', (err) => {
      assert.strictEqual(err.code, 'ENOENT');
      load('a.txt', (err, lines) => {
        if (err) {
          done(new Error('no lines'));
        } else {
          assert.strictEqual(lines.length, 3);
          done();
        }
      });
    });
  });

  it('waits', function (done) {
    setTimeout(function () {
      load('a.txt', (err, lines) => {
        assert.ok(!err && lines[1].endsWith('of a'));
        done();
      });
    }, 5);
  });
});
