// calls side by side that Promise.all would not be: only what runs for each is taken apart
function twiceFailed(list, cb) {
  let n = list.length;
  const r = [];
  if (!n) return cb(null, r);
  list.forEach(async (f, i) => {
    let t;
    try {
      t = await api.promises.read(f);
    } catch (err) {
      return cb(err);
    }
    r[i] = t;
    if (--n === 0) cb(null, r);
  });
}

function noneOfThem(list, cb) {
  let n = list.length;
  list.forEach(async (f) => {
    await api.promises.read(f).catch(() => {});
    if (--n === 0) cb();
  });
}

function lastOne(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach(async (f) => {
    const t = await api.promises.read(f).catch(() => {});
    if (--n === 0) cb(null, t);
  });
}

function otherCount(list, cb) {
  let n = 2;
  if (!n) return cb();
  list.forEach(async (f) => {
    await api.promises.read(f).catch(() => {});
    if (--n === 0) cb();
  });
}

function grows(list, cb) {
  let n = 0;
  if (list.length === 0) return cb();
  list.forEach(async (f) => {
    await api.promises.read(f).catch(() => {});
    list.push(f);
    if (++n === list.length) cb();
  });
}

function looked(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach(async (f) => {
    await api.promises.read(f).catch(() => {});
    console.log(n);
    if (--n === 0) cb();
  });
}

function uncounted(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach(async (f) => {
    try {
      await api.promises.read(f);
    } catch {
      return;
    }
    if (--n === 0) cb();
  });
}

function goesOn(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach(async (f) => {
    await api.promises.read(f).catch(() => {});
    if (--n === 0) cb();
  });
  console.log(list.map((f) => f + n));
}

function severalWays(list, cb) {
  let n = list.length;
  if (!n) return cb();
  list.forEach(async (f) => {
    try {
      await api.promises.read(f);
    } catch {
      if (--n === 0) cb(null, 'failed');
      return;
    }
    if (--n === 0) cb(null, 'fine');
  });
}

async function main(p) {
  await api.promises.drop(p).catch(() => {});
  twiceFailed(['a', 'b'], (...words) => console.log('twiceFailed', words.map(String)));
  noneOfThem(['a', 'b'], (...words) => console.log('noneOfThem', words.map(String)));
  lastOne(['a', 'b'], (...words) => console.log('lastOne', words.map(String)));
  otherCount(['a', 'b'], (...words) => console.log('otherCount', words.map(String)));
  looked(['a', 'b'], (...words) => console.log('looked', words.map(String)));
  uncounted(['a', 'b'], (...words) => console.log('uncounted', words.map(String)));
  goesOn(['a', 'b'], (...words) => console.log('goesOn', words.map(String)));
  severalWays(['a', 'b'], (...words) => console.log('severalWays', words.map(String)));
}

module.exports = { main };
