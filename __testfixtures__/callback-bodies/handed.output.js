// functions that are called with what comes out
function show(err, text) {
  console.log(err === null, err && err.message, text);
  if (coin('shown')) throw new Error('thrown');
}

function each(names, done) {
  names.forEach(async function (name) {
    try {
      await api.promises.drop(name);
    } catch (err) {
      return done(err);
    }
    // the same for what it holds
    await api.promises.read(name).then((value) => done(null, value), done);
  });
}

function open(name, options, done) {
  if (typeof options === 'function') {
    done = options;
    options = {};
  }
  [name].forEach(async (file) => {
    let text;
    try {
      text = await api.promises.read(file);
    } catch (err) {
      return done(err);
    }
    if (text === options.text) {
      await api.promises.read(text).then((value) => done(null, value), done);
      return;
    }
    await api.promises.drop(text).then(() => done(null), done);
  });
}

function main(p) {
  const value = 'value';
  const last = (err, text) => console.log('last', err === null, text === undefined, value);
  each([p, 'b'], show);
  open(p, show);
  open('c', { text: '<read c>' }, last);
  ['d'].forEach(async (name) => {
    await api.promises.drop(name).catch(() => {});
    const value = name;
    if (value === p) console.log(value);
    else await api.promises.read(value).then((value1) => last(null, value1), last);
  });
}

module.exports = { main };
