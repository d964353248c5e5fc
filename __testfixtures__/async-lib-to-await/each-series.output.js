const fs = require('fs');

// a loop, whatever the version
async function work(name) {
  const seen = [];
  let err = null;
  try {
    for (const file of ['b.txt', name, 'c.txt']) {
      var label = file.toUpperCase();
      const text = await fs.promises.readFile(file, 'utf8');
      if (text.length > 1000) continue;
      // one more
      seen.push(label + text.length);
    }
  } catch (error) {
    err = error;
  }
  console.log('seen', seen.join());
  if (err) throw err;
  return seen;
}

setTimeout(async function () {
  const value = await work('a.txt');
  console.log('value', JSON.stringify(value));
  let err = null;
  try {
    await work('none.txt');
  } catch (error) {
    err = error;
  }
  console.log('failed', err ? err.code || err.message : 'not');
}, 1);
