// functions that call themselves and are no loops: only their callbacks are taken apart
function handedOn(n, cb) {
  (function next(i) {
    if (i === n) return cb();
    api.drop('d' + i, () => setImmediate(next, i + 1));
  })(0);
}

function goesOn(n, cb) {
  (function next(i) {
    if (i === n) return cb();
    api.drop('d' + i, () => {
      next(i + 1);
      console.log('after', i);
    });
  })(0);
}

function seen(n, cb) {
  const later = [];
  (function next(left, all) {
    if (left === 0) return cb(null, later);
    api.drop('d' + left, () => {
      later.push(() => all);
      next(left - 1, [left]);
    });
  })(n, []);
}

function keeps(n, cb) {
  (function next(i) {
    var last;
    if (i === n) return cb(null, last);
    last = i;
    api.drop('d' + i, () => next(i + 1));
  })(0);
}

function swaps(cb) {
  (function next(a, b) {
    if (a > 3) return cb(null, b);
    api.drop('d' + a, () => next(a + 1, a));
  })(0, 0);
}

function fewer(cb) {
  (function next(a) {
    if (a > 3) return cb();
    api.drop('d' + a, () => next());
  })(0);
}

function tries(n, cb) {
  (function next(i) {
    if (i === n) return cb();
    api.drop('d' + i, () => {
      try {
        next(i + 1);
      } catch (e) {
        console.log(e);
      }
    });
  })(0);
}

function main(p) {
  api.drop(p, () => {
    handedOn(2, (...words) => console.log('handedOn', words.map(String)));
    goesOn(2, (...words) => console.log('goesOn', words.map(String)));
    seen(2, (...words) => console.log('seen', words.map(String)));
    keeps(2, (...words) => console.log('keeps', words.map(String)));
    swaps((...words) => console.log('swaps', words.map(String)));
    tries(2, (...words) => console.log('tries', words.map(String)));
  });
}

module.exports = { main };
