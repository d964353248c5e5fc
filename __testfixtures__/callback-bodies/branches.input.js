function pick(kind, cb) {
  switch (kind) {
    case 'a':
      api.read('a', cb);
      break;
    case 'b': return cb(null, 'b');
    default:
      cb(new Error('no kind'));
  }
}

function first(names, cb) {
  for (const name of names) {
    if (coin(name)) {
      return api.read(name, function (err, text) {
        if (err) return cb(err);
        if (text.length > 3) {
          console.log('long');
          cb(null, text);
        } else cb(null, null);
      });
    }
  }
  if (coin('none'))
    return cb();
  api.drop('all', cb);
}

function both(p, cb) {
  pick(coin('a') ? 'a' : 'b', function (err, a) {
    if (err) cb(err);
    else {
      first(['x', 'y'], (err, b) => cb(err, b && [a, b].join()));
    }
  });
}

function main(p) {
  api.read(p, function (err) {
    if (err) return;
    both(p, function (err, text) {
      console.log(err ? err.message : text);
    });
  });
}

module.exports = { main };
