// calls side by side, joined by a counter
function all(list, cb) {
  const r = [];
  let n = list.length, failed = false;
  if (!n) return cb(null, r);
  list.forEach((f, i) => api.read(f, (e, t) => {
    if (failed) return;
    if (e) { failed = true; return cb(e); }
    // kept in order
    r[i] = t;
    if (--n === 0) cb(null, r);
  }));
}

function sizes(names, done) {
  var count = 0;
  var sizes = [];
  if (names.length === 0) {
    return done(null, sizes);
  }

  names.forEach(function (name) {
    var key = name + '!';
    api.read(name, function (err, value) {
      if (!err) sizes.push(key + value);

      count++;
      if (count === names.length) {
        // all are there
        console.log('all', sizes);
        done(null, sizes);
      }
    });
  });
}

function main(p) {
  api.read(p, function (err, p) {
    if (err) throw err;
    all([p, 'b', 'c'], (err, r) => {
      if (err) return console.log('failed', err.message);
      console.log(r);
      sizes(['x', 'y'], (err, found) => {
        if (err) throw err;
        console.log(found);
        all([], (err, none) => {
          if (err) throw err;
          console.log(none);
        });
      });
    });
  });
}

module.exports = { main };
