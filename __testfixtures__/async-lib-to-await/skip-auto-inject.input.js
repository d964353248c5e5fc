// expect: callback-library
const async = require('async');

// the names of its parameters say what it needs
setTimeout(() => {
  async.autoInject({
    one: (done) => setImmediate(done, null, 1),
    two: (one, done) => setImmediate(done, null, one + 1),
  }, (err, found) => console.log(err, found));
}, 1);
