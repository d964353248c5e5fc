// expect: callback-library
const async = require('async');

setTimeout(() => {
  async.each(['a', 'b'], (name, done) => {
    console.log(name);
    setImmediate(done);
  });
  console.log('goes on');
}, 1);
