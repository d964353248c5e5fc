const fs = require('fs');
const path = require('path');
const os = require('os');
const test = require('tape');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'core-'));

test('ends itself', async function (t) {
  let err = null;
  try {
    await fs.promises.writeFile(path.join(dir, 'a'), 'text');
  } catch (error) {
    err = error;
  }
  t.error(err);
  let err1 = null;
  let text;
  try {
    text = await fs.promises.readFile(path.join(dir, 'a'), 'utf8');
  } catch (error1) {
    err1 = error1;
  }
  t.equal(text, 'text');
  t.end(err1);
});

test('has a plan', async function (t) {
  t.plan(2);
  let err = null;
  let stat;
  try {
    stat = await fs.promises.stat(path.join(dir, 'a'));
  } catch (error) {
    err = error;
  }
  t.error(err);
  t.equal(stat.size, 4);
});

test('leaves early, and says so', async function (t) {
  try {
    await fs.promises.readFile(path.join(dir, 'none'));
  } catch (err) {
    t.equal(err.code, 'ENOENT');
    return t.end();
  }
  t.fail('it is there');
  t.end();
});

test('inside of another', function (t) {
  t.test('inner', async function (st) {
    let err = null;
    try {
      await fs.promises.unlink(path.join(dir, 'a'));
    } catch (error) {
      err = error;
    }
    st.error(err);
    st.end();
  });
  t.end();
});
