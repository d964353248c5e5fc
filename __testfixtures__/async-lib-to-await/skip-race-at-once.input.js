// expect: callback-at-once
const async = require('async');

setTimeout(() => {
  async.race([
    (done) => done(null, 'first'),
    (done) => {
      console.log('second');
      setImmediate(done, null, 'second');
    },
  ], (err, value) => {
    if (err) throw err;
    console.log(value);
  });
}, 1);
