const async = require('async');
const files = require('./lib/files');

function report(name, err, value) {
  console.log(name, err ? 'failed: ' + (err.code || err.message) : JSON.stringify(value));
}

async function texts(names) {
  let err = null;
  let value;
  try {
    value = await files.texts(names);
  } catch (error) {
    err = error;
  }
  report('texts', err, value);
}

async function pairs(second) {
  let err = null;
  let value;
  try {
    value = await files.pair('a.txt', second);
  } catch (error) {
    err = error;
  }
  report('pair', err, value);
  let value1;
  try {
    value1 = await files.size(second);
  } catch (err) {
    console.log('size', err.code);
    return;
  }
  console.log('size', value1);
}

async function others(names) {
  const seen = [];
  let err = null;
  try {
    await files.each(names, seen);
  } catch (error) {
    err = error;
  }
  if (err) console.log('each failed at', seen.length, err.code);
  else console.log('each', seen.join());
  let err1 = null;
  let value;
  try {
    value = await files.lengths({ one: names[0], two: names[1] });
  } catch (error1) {
    err1 = error1;
  }
  report('lengths', err1, value);
  let err2 = null;
  let value1;
  try {
    value1 = await files.any(names);
  } catch (error2) {
    err2 = error2;
  }
  report('any', err2, value1);
}

// later than whatever runs now
setTimeout(async function () {
  const results = await async.series([
    (done) => setImmediate(done, null, 'ready'),
  ]);
  console.log(results);
  await texts(['a.txt', 'b.txt']);
  await texts([]);
  await texts(['a.txt', 'none.txt']);
  await pairs('b.txt');
  await pairs('none.txt');
  await others(['a.txt', 'b.txt']);
  await others(['a.txt', 'none.txt', 'b.txt']);
  console.log('done');
}, 1);
