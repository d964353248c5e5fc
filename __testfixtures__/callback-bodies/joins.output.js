// calls side by side, joined by a counter
async function all(list) {
  const r = [];
  let failed = false;
  if (!list.length) return r;
  await Promise.all(list.map(async (f, i) => {
    let e = null;
    let t;
    try {
      t = await api.promises.read(f);
    } catch (error) {
      e = error;
    }
    if (failed) return;
    if (e) { failed = true; throw e; }
    // kept in order
    r[i] = t;
  }));
  return r;
}

async function sizes(names) {
  var sizes = [];
  if (names.length === 0) {
    return sizes;
  }

  await Promise.all(names.map(async function (name) {
    var key = name + '!';
    let err = null;
    let value;
    try {
      value = await api.promises.read(name);
    } catch (error) {
      err = error;
    }
    if (!err) sizes.push(key + value);
  }));
  // all are there
  console.log('all', sizes);
  return sizes;
}

async function main(p) {
  const p1 = await api.promises.read(p);
  let r;
  try {
    r = await all([p1, 'b', 'c']);
  } catch (err) {
    return console.log('failed', err.message);
  }
  console.log(r);
  const found = await sizes(['x', 'y']);
  console.log(found);
  const none = await all([]);
  console.log(none);
}

module.exports = { main };
