// runner: ava
// depends: ava 3.15.0
const fs = require('fs');
const test = require('ava');

test.before('there is a folder', async t => {
  await fs.promises.mkdir('made');
});

test('ends by an error', async t => {
  const text = await fs.promises.readFile('a.txt', 'utf8');
  t.is(text.length, 21);
});

test.serial('looks at its error', async t => {
  t.plan(2);
  let err = null;
  let text;
  try {
    text = await fs.promises.readFile('a.txt', 'utf8');
  } catch (error) {
    err = error;
  }
  t.is(err, null);
  t.regex(text, /^a-text/);
});

test.serial('throws', async function (t) {
  const stats = await fs.promises.stat('a.txt');
  let err = null;
  try {
    await fs.promises.rmdir('made');
  } catch (error) {
    err = error;
  }
  t.is(stats.size, 21);
  t.falsy(err);
});

const check = (t, text) => {
  t.regex(text, /of a/);
  t.end();
};

test.cb('is ended by what gets its context', t => { (async () => {
  let text;
  try {
    text = await fs.promises.readFile('a.txt', 'utf8');
  } catch (err) {
    return t.end(err);
  }
  check(t, text);
})().catch(t.end); });
