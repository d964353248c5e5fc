// every way to deal with an error
function missing(name, cb) {
  api.read(name, function (err, text) {
    if (err && err.code === 'ENOENT') return cb(null, '');
    if (err) return cb(err);
    cb(null, text);
  });
}

function tolerant(name, cb) {
  api.read(name, function (err, text) {
    if (err && (err.code !== 'ENOENT' || name === '')) return cb(err);
    cb(null, text || 'nothing');
  });
}

function logging(name, cb) {
  api.drop(name, function (err) {
    if (err) console.log('not dropped', err.code);
    api.read(name, cb);
  });
}

function ignoring(name, cb) {
  api.drop(name, () => {
    api.read(name, (_, text) => cb(null, text));
  });
}

function both(name, cb) {
  api.read(name, function (err, text) {
    console.log('read', name);
    if (err) return cb(err);
    cb(null, text.length);
  });
}

function swapped(name, cb) {
  api.read(name, function (err, text) {
    if (!err) {
      const size = text.length;
      return cb(null, size);
    }
    // second try
    api.read('default', cb);
  });
}

function wrapped(name, cb) {
  api.read(name, function (err, text) {
    if (err) return cb(new Error('cannot read ' + name));
    let value;
    try {
      value = JSON.parse('"' + text + '"');
    } catch (error) {
      return cb(error);
    }
    cb(null, value);
  });
}

function main(p) {
  missing(p, function (err, a) {
    if (err) throw err;
    tolerant(p, function (err, b) {
      if (err) throw err;
      logging(p, function (err, c) {
        if (err) return console.log('logging', err.message);
        ignoring(p, function (err, d) {
          both(p, function (err, e) {
            if (err) return console.log('both', err.message);
            swapped(p, function (err, f) {
              if (err) console.log('swapped', err.message);
              wrapped(p, function (err, g) {
                console.log(err, a, b, c, d, e, f, g);
              });
            });
          });
        });
      });
    });
  });
}

module.exports = { main };
