const fs = require('fs');
const path = require('path');
const os = require('os');
const test = require('tape');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'core-'));

test('ends itself', function (t) {
  fs.writeFile(path.join(dir, 'a'), 'text', function (err) {
    t.error(err);
    fs.readFile(path.join(dir, 'a'), 'utf8', function (err, text) {
      t.equal(text, 'text');
      t.end(err);
    });
  });
});

test('has a plan', function (t) {
  t.plan(2);
  fs.stat(path.join(dir, 'a'), function (err, stat) {
    t.error(err);
    t.equal(stat.size, 4);
  });
});

test('leaves early, and says so', function (t) {
  fs.readFile(path.join(dir, 'none'), function (err) {
    if (err) {
      t.equal(err.code, 'ENOENT');
      return t.end();
    }
    t.fail('it is there');
    t.end();
  });
});

test('inside of another', function (t) {
  t.test('inner', function (st) {
    fs.unlink(path.join(dir, 'a'), function (err) {
      st.error(err);
      st.end();
    });
  });
  t.end();
});
