// every way to deal with an error
async function missing(name) {
  let text;
  try {
    text = await api.promises.read(name);
  } catch (err) {
    if (err.code === 'ENOENT') return '';
    throw err;
  }
  return text;
}

async function tolerant(name) {
  let text;
  try {
    text = await api.promises.read(name);
  } catch (err) {
    if (err.code !== 'ENOENT' || name === '') throw err;
  }
  return text || 'nothing';
}

async function logging(name) {
  try {
    await api.promises.drop(name);
  } catch (err) {
    console.log('not dropped', err.code);
  }
  return api.promises.read(name);
}

async function ignoring(name) {
  await api.promises.drop(name).catch(() => {});
  return api.promises.read(name).catch(() => {});
}

async function both(name) {
  let err = null;
  let text;
  try {
    text = await api.promises.read(name);
  } catch (error) {
    err = error;
  }
  console.log('read', name);
  if (err) throw err;
  return text.length;
}

async function swapped(name) {
  let text;
  try {
    text = await api.promises.read(name);
  } catch {
    // second try
    return api.promises.read('default');
  }
  const size = text.length;
  return size;
}

async function wrapped(name) {
  let text;
  try {
    text = await api.promises.read(name);
  } catch {
    throw new Error('cannot read ' + name);
  }
  let value;
  value = JSON.parse('"' + text + '"');
  return value;
}

async function main(p) {
  const a = await missing(p);
  const b = await tolerant(p);
  let c;
  try {
    c = await logging(p);
  } catch (err) {
    return console.log('logging', err.message);
  }
  const d = await ignoring(p).catch(() => {});
  let e;
  try {
    e = await both(p);
  } catch (err) {
    return console.log('both', err.message);
  }
  let f;
  try {
    f = await swapped(p);
  } catch (err) {
    console.log('swapped', err.message);
  }
  let err = null;
  let g;
  try {
    g = await wrapped(p);
  } catch (error) {
    err = error;
  }
  console.log(err, a, b, c, d, e, f, g);
}

module.exports = { main };
