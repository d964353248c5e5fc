// expect: callback-code-after, callback-kept, callback-not-called, callback-not-error-first, callback-promise, callback-reference, callback-several, callback-throws
function never(name, cb) {
  api.read(name, function (err, text) {
    if (err) return;
    cb(null, text);
  });
}

function maybe(name, cb) {
  api.read(name, function (err, text) {
    if (text) cb(null, text);
    else if (err) cb(err);
  });
}

function twice(name, cb) {
  api.read(name, function (err, text) {
    if (err) cb(err);
    cb(null, text);
  });
}

function later(name, cb) {
  api.read(name, function (err, text) {
    cb(null, text);
    console.log('after');
  });
}

function kept(name, cb) {
  if (coin('kept')) {
    setTimeout(cb, 1);
    return;
  }
  api.read(name, cb);
}

function optional(name, cb) {
  api.read(name, function (err, text) {
    if (cb) cb(err, text);
  });
}

function several(name, cb) {
  if (coin('several')) return api.read(name, cb);
  api.read(name, function (err, text) {
    if (err) return cb(err);
    cb(null, text, name);
  });
}

function ends(name, cb) {
  api.read(name, function (err, text) {
    if (err) throw err;
    cb(null, text);
  });
}

function exists(name, cb) {
  api.read(name, function (err) {
    cb(!err);
  });
}

function promise(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(err);
    cb(null, Promise.resolve(text));
  });
}

function breaks(name, cb) {
  switch (name) {
    case 'a': break;
    default: api.read(name, cb);
  }
}

module.exports = { main() { console.log('main'); } };
