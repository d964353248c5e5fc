// calls side by side, joined by a counter
const fs = require('fs');

async function sizes(files) {
  var results = [], failed;
  if (!files.length) return results;
  await Promise.all(files.map(async function (file, i) {
    let err = null;
    let stats;
    try {
      stats = await fs.promises.stat(file);
    } catch (error) {
      err = error;
    }
    if (failed) return;
    if (err) {
      failed = true;
      throw err;
    }
    // in order, whichever comes first
    results[i] = stats.size > 0;
  }));
  return results;
}

async function existing(files) {
  const found = new Set();
  if (files.length === 0) return found;
  await Promise.all(files.map(async (file) => {
    let err = null;
    try {
      await fs.promises.access(file);
    } catch (error) {
      err = error;
    }
    if (!err) found.add(file);
  }));
  return found;
}

async function main() {
  await fs.promises.readdir('.');
  let err = null;
  let results;
  try {
    results = await sizes(['a.txt', 'b.txt', 'c.txt']);
  } catch (error) {
    err = error;
  }
  console.log(err, results);
  let err1 = null;
  let results1;
  try {
    results1 = await sizes(['a.txt', 'missing', 'gone']);
  } catch (error1) {
    err1 = error1;
  }
  console.log(err1.code, results1);
  let err2 = null;
  let results2;
  try {
    results2 = await sizes([]);
  } catch (error2) {
    err2 = error2;
  }
  console.log(err2, results2);
  let err3 = null;
  let found;
  try {
    found = await existing(['a.txt', 'missing', 'c.txt']);
  } catch (error3) {
    err3 = error3;
  }
  console.log(err3, found.has('a.txt'), found.size);
}

main();
