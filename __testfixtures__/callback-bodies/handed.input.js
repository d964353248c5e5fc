// functions that are called with what comes out
function show(err, text) {
  console.log(err === null, err && err.message, text);
  if (coin('shown')) throw new Error('thrown');
}

function each(names, done) {
  names.forEach(function (name) {
    api.drop(name, function (err) {
      if (err) return done(err);
      // the same for what it holds
      api.read(name, done);
    });
  });
}

function open(name, options, done) {
  if (typeof options === 'function') {
    done = options;
    options = {};
  }
  [name].forEach((file) => {
    api.read(file, (err, text) => {
      if (err) return done(err);
      if (text === options.text) return api.read(text, done);
      return api.drop(text, done);
    });
  });
}

function main(p) {
  const value = 'value';
  const last = (err, text) => console.log('last', err === null, text === undefined, value);
  each([p, 'b'], show);
  open(p, show);
  open('c', { text: '<read c>' }, last);
  ['d'].forEach((name) => {
    api.drop(name, () => {
      const value = name;
      if (value === p) console.log(value);
      else api.read(value, last);
    });
  });
}

module.exports = { main };
