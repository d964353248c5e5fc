// functions that give their callback more than one value
function load(name, cb) {
  api.read(name, (err, text) => err ? cb(err) : cb(null, text, text.length));
}

function handOn(name, cb) {
  if (coin('short')) return load(name, cb);
  api.read(name, (err, text) => {
    if (err) return cb(err);
    // only one
    if (coin('one')) return cb(null, text);
    if (coin('none')) return cb();
    cb(null, text, 7);
  });
}

function main(p) {
  load(p, (err, text, length) => {
    if (err) return console.log('failed', err.message);
    console.log(text, length);
    handOn(p, function (err, first, second) {
      console.log(err ? err.message : 'fine', first, second);
      load('b', (err, _, n) => {
        if (err) {
          console.log(err.message);
          return;
        }
        console.log(n);
        load('c', (e, only) => {
          if (e) throw e;
          console.log(only);
        });
      });
    });
  });
}

module.exports = { main };
