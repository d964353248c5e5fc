// functions that call themselves for the next round
function each(n, cb) {
  (function next(i) {
    if (i === n) return cb();
    api.read('step' + i, function (err, text) {
      if (err) return cb(err);
      console.log(i, text);
      next(i + 1);
    });
  })(0);
}

function drain(queue, cb) {
  const seen = [];

  function next() {
    // one by one
    const item = queue.shift();
    if (!item) return cb(null, seen);

    api.drop(item, function (err) {
      if (err) return cb(err);
      seen.push(item);
      next();
    });
  }

  next();
}

function insist(name, cb) {
  const attempt = (left) => {
    api.read(name, (err, text) => {
      if (err) {
        console.log(left, 'left');
        if (left > 0) return attempt(left - 1);
        return cb(err);
      }
      cb(null, text);
    });
  };
  attempt(2);
}

function main(p) {
  api.read(p, function (err, p) {
    if (err) throw err;
    each(2, function (err) {
      if (err) return console.log('failed', err.message);
      drain([p, 'b'], function (err, seen) {
        if (err) return console.log('failed', err.message);
        insist('file', function (err, text) {
          if (err) return console.log('failed', err.message);
          console.log(seen, text);
        });
      });
    });
  });
}

module.exports = { main };
