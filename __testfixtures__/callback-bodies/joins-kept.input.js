// calls side by side that Promise.all would not be: only what runs for each is taken apart
function twiceFailed(list, cb) {
  let n = list.length;
  const r = [];
  if (!n) return cb(null, r);
  list.forEach((f, i) => api.read(f, (err, t) => {
    if (err) return cb(err);
    r[i] = t;
    if (--n === 0) cb(null, r);
  }));
}

function noneOfThem(list, cb) {
  let n = list.length;
  list.forEach((f) => api.read(f, () => {
    if (--n === 0) cb();
  }));
}

function lastOne(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach((f) => api.read(f, (err, t) => {
    if (--n === 0) cb(null, t);
  }));
}

function otherCount(list, cb) {
  let n = 2;
  if (!n) return cb();
  list.forEach((f) => api.read(f, () => {
    if (--n === 0) cb();
  }));
}

function grows(list, cb) {
  let n = 0;
  if (list.length === 0) return cb();
  list.forEach((f) => api.read(f, () => {
    list.push(f);
    if (++n === list.length) cb();
  }));
}

function looked(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach((f) => api.read(f, () => {
    console.log(n);
    if (--n === 0) cb();
  }));
}

function uncounted(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach((f) => api.read(f, (err) => {
    if (err) return;
    if (--n === 0) cb();
  }));
}

function goesOn(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach((f) => api.read(f, () => {
    if (--n === 0) cb();
  }));
  console.log(list.map((f) => f + n));
}

function severalWays(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach((f) => api.read(f, (err) => {
    if (err) {
      if (--n === 0) cb(null, 'failed');
      return;
    }
    if (--n === 0) cb(null, 'fine');
  }));
}

function main(p) {
  api.drop(p, () => {
    twiceFailed(['a', 'b'], (...words) => console.log('twiceFailed', words.map(String)));
    noneOfThem(['a', 'b'], (...words) => console.log('noneOfThem', words.map(String)));
    lastOne(['a', 'b'], (...words) => console.log('lastOne', words.map(String)));
    otherCount(['a', 'b'], (...words) => console.log('otherCount', words.map(String)));
    looked(['a', 'b'], (...words) => console.log('looked', words.map(String)));
    uncounted(['a', 'b'], (...words) => console.log('uncounted', words.map(String)));
    goesOn(['a', 'b'], (...words) => console.log('goesOn', words.map(String)));
    severalWays(['a', 'b'], (...words) => console.log('severalWays', words.map(String)));
  });
}

module.exports = { main };
