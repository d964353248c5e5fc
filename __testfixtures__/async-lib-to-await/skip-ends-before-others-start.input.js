// expect: callback-at-once
const async = require('async');

// the final callback runs before the second task is started
function work(name, callback) {
  async.parallel([
    function (done) {
      if (!name) return done(new Error('no name'));
      setImmediate(done, null, name);
    },
    function (done) {
      console.log('second');
      setImmediate(done);
    },
  ], function (err) {
    console.log('over', err && err.message);
    callback(err);
  });
}

setTimeout(() => work('', () => console.log('end')), 1);
